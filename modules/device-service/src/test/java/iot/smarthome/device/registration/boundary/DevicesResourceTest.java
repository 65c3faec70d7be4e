package iot.smarthome.device.registration.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import iot.smarthome.device.registration.control.ChangeDevice;
import iot.smarthome.device.registration.control.FindDevices;
import iot.smarthome.device.registration.control.PlaceReference;
import iot.smarthome.device.registration.control.RegisterDevice;
import iot.smarthome.device.registration.entity.Device;
import iot.smarthome.device.registration.entity.LifeCycle;
import iot.smarthome.device.registration.entity.Location;
import iot.smarthome.device.registration.entity.Rejection;
import iot.smarthome.device.registration.gateway.DeviceFilter;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.scope.AccessScope;
import iot.smarthome.scope.AccessScopes;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DevicesResourceTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");

  private static final AccessScope ROOMS = AccessScope.of(Set.of("r"), Set.of());

  private final DevicesResource resource = new DevicesResource();
  private final Device device =
      Device.register("d1", "Alarm", "ywbj", "SN1", new Location("b", "f", "a", "r"), "BC1", NOW);

  @BeforeEach
  void wire() {
    resource.registerDevice = mock(RegisterDevice.class);
    resource.changeDevice = mock(ChangeDevice.class);
    resource.findDevices = mock(FindDevices.class);
    resource.accessScopes = mock(AccessScopes.class);
    when(resource.accessScopes.of("readDevice")).thenReturn(ROOMS);
    resource.uri = mock(UriInfo.class);
  }

  @Test
  void answersARegistrationWithItsAddressAndTag() {
    when(resource.registerDevice.register(
            "Alarm", "ywbj", "SN1", new PlaceReference("r", true), "BC1"))
        .thenReturn(device);
    String body =
        "{\"name\":\"Alarm\",\"category\":\"ywbj\",\"serial\":\"SN1\",\"roomId\":\"r\",\"bindCode\":\"BC1\"}";
    try (Response response =
        resource.register(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))) {
      assertThat(response.getStatus()).isEqualTo(201);
      assertThat(response.getHeaderString("Location")).isEqualTo("/api/devices/d1");
      assertThat(response.getEntityTag()).isEqualTo(new EntityTag("1"));
    }
  }

  @Test
  void registersADeviceOfAThirdPartyByItsProduct() {
    when(resource.registerDevice.registerThirdParty(
            "Lamp", "dj", "SN1", new PlaceReference("r", true), "p1"))
        .thenReturn(device);
    String body =
        "{\"name\":\"Lamp\",\"category\":\"dj\",\"serial\":\"SN1\",\"roomId\":\"r\",\"productId\":\"p1\"}";
    try (Response response =
        resource.register(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))) {
      assertThat(response.getStatus()).isEqualTo(201);
    }
  }

  @Test
  void showsADeviceWithoutWhatIsNotKnown() throws Exception {
    when(resource.findDevices.byId("d1")).thenReturn(device);
    try (Response response = resource.find("d1");
        var jsonb = JsonbBuilder.create()) {
      String json = jsonb.toJson(response.getEntity());
      assertThat(json)
          .contains("\"lifeCycle\":\"SHADOW\"", "\"registeredAt\":\"2026-11-24T10:15:30Z\"")
          .doesNotContain("null", "rejection", "activatedAt");
      assertThat(json).contains("\"pending\":{\"since\":\"2026-11-24T10:15:30Z\"}");
      device.postpone(1, "Tuya Cloud is away.", NOW);
      assertThat(jsonb.toJson(DeviceResponse.of(device)))
          .contains("\"reason\":\"Tuya Cloud is away.\"");
      device.reject(1, new Rejection("2010", "m", "Check the code.", NOW));
      assertThat(jsonb.toJson(DeviceResponse.of(device)))
          .contains("\"explanation\":\"Check the code.\"");
    }
  }

  @Test
  void linksToTheNextPage() {
    DeviceFilter filter = new DeviceFilter(null, "a", null, LifeCycle.SHADOW, null);
    when(resource.findDevices.page(filter, ROOMS, 1, null))
        .thenReturn(new Page<>(List.of(device), "c1"));
    MultivaluedHashMap<String, String> query = new MultivaluedHashMap<>();
    query.putSingle("area", "a");
    when(resource.uri.getQueryParameters()).thenReturn(query);
    try (Response response = resource.list(null, "a", null, "SHADOW", null, "1", null)) {
      assertThat(response.getHeaderString("Link"))
          .isEqualTo("</api/devices?area=a&cursor=c1>; rel=\"next\"");
      assertThat(((DevicePage) response.getEntity()).next()).isEqualTo("c1");
    }
    when(resource.findDevices.page(filter, ROOMS, 50, "c1"))
        .thenReturn(new Page<>(List.of(), null));
    try (Response response = resource.list(null, "a", null, "SHADOW", null, null, "c1")) {
      assertThat(response.getHeaderString("Link")).isNull();
    }
  }

  @Test
  void refusesAWrongStateOrLimit() {
    assertThatThrownBy(() -> resource.list(null, null, null, "shadow", null, null, null))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> resource.list(null, null, null, null, null, "ten", null))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void changesOnlyWhatTheCallerKnows() {
    when(resource.changeDevice.change(eq("d1"), any(), any()))
        .thenAnswer(
            call -> {
              call.getArgument(1, LongConsumer.class).accept(1);
              return device;
            });
    doAnswer(
            call -> {
              call.getArgument(1, LongConsumer.class).accept(1);
              return null;
            })
        .when(resource.changeDevice)
        .remove(eq("d1"), any());
    try (Response response = resource.change("d1", "\"1\"", body("{\"name\":\"n\"}"))) {
      assertThat(response.getStatus()).isEqualTo(200);
    }
    try (Response response = resource.remove("d1", "\"1\"")) {
      assertThat(response.getStatus()).isEqualTo(204);
    }
    assertThatThrownBy(() -> resource.change("d1", "\"7\"", body("{\"name\":\"n\"}")))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(412));
    assertThatThrownBy(() -> resource.remove("d1", null))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(428));
  }

  private static ByteArrayInputStream body(String json) {
    return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
  }
}
