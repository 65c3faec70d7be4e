package iot.smarthome.analyzer.hazard.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import iot.smarthome.analyzer.hazard.control.AcknowledgeAlert;
import iot.smarthome.analyzer.hazard.control.FindAlerts;
import iot.smarthome.analyzer.hazard.entity.Alert;
import iot.smarthome.analyzer.hazard.entity.Evidence;
import iot.smarthome.analyzer.hazard.entity.Hazard;
import iot.smarthome.analyzer.hazard.entity.Location;
import iot.smarthome.analyzer.hazard.gateway.AlertFilter;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.scope.AccessScope;
import iot.smarthome.scope.AccessScopes;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertsResourceTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");

  private static final AccessScope ROOMS = AccessScope.of(Set.of("r"), Set.of());

  private final AlertsResource resource = new AlertsResource();
  private final Alert alert =
      Alert.raise(
          "a1",
          "d1",
          "sj",
          Hazard.WATER_LEAK,
          new Location("b", "f", "a", null),
          new Evidence("water_leak", "alarm", NOW, "e1"));

  @BeforeEach
  void wire() {
    resource.findAlerts = mock(FindAlerts.class);
    resource.acknowledgeAlert = mock(AcknowledgeAlert.class);
    resource.accessScopes = mock(AccessScopes.class);
    when(resource.accessScopes.of("readAlert")).thenReturn(ROOMS);
    resource.uri = mock(UriInfo.class);
  }

  @Test
  void showsAnAlertWithoutWhatIsNotKnown() throws Exception {
    when(resource.findAlerts.byId("a1")).thenReturn(alert);
    try (Response response = resource.find("a1");
        var jsonb = JsonbBuilder.create()) {
      assertThat(response.getEntityTag()).isEqualTo(new EntityTag("1"));
      assertThat(jsonb.toJson(response.getEntity()))
          .contains(
              "\"severity\":\"HIGH\"",
              "\"state\":\"OPEN\"",
              "\"raisedAt\":\"2026-11-24T10:15:30Z\"",
              "\"areaId\":\"a\"",
              "\"metric\":\"water_leak\"")
          .doesNotContain("null", "clearedAt", "acknowledgedAt", "roomId", "eventId");
    }
  }

  @Test
  void linksToTheNextPage() {
    AlertFilter filter = new AlertFilter(Alert.State.OPEN, Hazard.SMOKE, "b", "a");
    when(resource.findAlerts.page(filter, ROOMS, 1, null))
        .thenReturn(new Page<>(List.of(alert), "c1"));
    MultivaluedHashMap<String, String> query = new MultivaluedHashMap<>();
    query.putSingle("state", "OPEN");
    when(resource.uri.getQueryParameters()).thenReturn(query);
    try (Response response = resource.list("OPEN", "b", "a", "SMOKE", "1", null)) {
      assertThat(response.getHeaderString("Link"))
          .isEqualTo("</api/alerts?state=OPEN&cursor=c1>; rel=\"next\"");
      assertThat(((AlertPage) response.getEntity()).items()).hasSize(1);
    }
    AlertFilter all = new AlertFilter(null, null, null, null);
    when(resource.findAlerts.page(all, ROOMS, 50, null)).thenReturn(new Page<>(List.of(), null));
    try (Response response = resource.list(null, null, null, null, null, null)) {
      assertThat(response.getHeaderString("Link")).isNull();
    }
  }

  @Test
  void refusesWordsItDoesNotKnow() {
    assertThatThrownBy(() -> resource.list("open", null, null, null, null, null))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> resource.list(null, null, null, "FIRE", null, null))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> resource.list(null, null, null, null, "ten", null))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> resource.list(null, null, null, null, "201", null))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void acknowledgesOnlyWhatTheCallerKnows() {
    when(resource.acknowledgeAlert.acknowledge(eq("a1"), any()))
        .thenAnswer(
            call -> {
              call.getArgument(1, LongConsumer.class).accept(1);
              alert.acknowledge(NOW);
              return alert;
            });
    assertThatThrownBy(() -> resource.acknowledge("a1", null))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(428));
    assertThatThrownBy(() -> resource.acknowledge("a1", "\"7\""))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(412));
    try (Response response = resource.acknowledge("a1", "\"1\"")) {
      assertThat(response.getStatus()).isEqualTo(200);
      assertThat(response.getEntityTag()).isEqualTo(new EntityTag("2"));
    }
  }
}
