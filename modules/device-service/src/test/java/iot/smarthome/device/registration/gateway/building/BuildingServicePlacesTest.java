package iot.smarthome.device.registration.gateway.building;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import iot.smarthome.device.registration.entity.Place;
import iot.smarthome.device.registration.gateway.PlacesUnavailableException;
import jakarta.json.Json;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildingServicePlacesTest {

  private final PlacesClient client = mock(PlacesClient.class);
  private Instant now = Instant.parse("2026-11-24T10:15:30Z");
  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };
  private final BuildingServicePlaces places =
      new BuildingServicePlaces(new PlaceCalls(client), Duration.ofSeconds(3), clock);

  @Test
  void translatesAPlace() {
    when(client.find("r1"))
        .thenReturn(
            Json.createObjectBuilder()
                .add("id", "r1")
                .add("kind", "ROOM")
                .add("buildingId", "b1")
                .add("floorId", "f1")
                .add("areaId", "a1")
                .add("news", "tolerated")
                .build());
    assertThat(places.find("r1")).contains(new Place("r1", "ROOM", "b1", "f1", "a1", null));
  }

  @Test
  void takesNotFoundForAnAnswer() {
    when(client.find("r1")).thenThrow(new NotFoundException());
    assertThat(places.find("r1")).isEmpty();
  }

  @Test
  void takesEveryOtherFailureForSilence() {
    when(client.find("r1")).thenThrow(new ServiceUnavailableException());
    assertThatThrownBy(() -> places.find("r1")).isInstanceOf(PlacesUnavailableException.class);
    when(client.find("r2")).thenThrow(new ProcessingException("refused"));
    assertThatThrownBy(() -> places.find("r2")).isInstanceOf(PlacesUnavailableException.class);
    when(client.find("r3")).thenReturn(Json.createObjectBuilder().build());
    assertThatThrownBy(() -> places.find("r3")).isInstanceOf(PlacesUnavailableException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 410, 414, 422})
  void takesARefusedIdForNoPlace(int status) {
    when(client.find("r1")).thenThrow(new WebApplicationException(status));
    assertThat(places.find("r1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 429})
  void takesARefusalForAnAnswerThatNeitherIsRepeatedNorOpensTheCircuit(int status)
      throws NoSuchMethodException {
    when(client.find("r1")).thenThrow(new WebApplicationException(status));
    assertThatThrownBy(() -> places.find("r1"))
        .isInstanceOf(PlacesUnavailableException.class)
        .hasCauseInstanceOf(PlacesRefusedException.class);
    Method find = PlaceCalls.class.getMethod("find", String.class);
    assertThat(find.getAnnotation(Retry.class).abortOn()).contains(PlacesRefusedException.class);
    assertThat(find.getAnnotation(CircuitBreaker.class).skipOn())
        .contains(PlacesRefusedException.class);
  }

  @Test
  void knowsAPlaceForAMomentOnly() {
    when(client.find("r1"))
        .thenReturn(Json.createObjectBuilder().add("id", "r1").add("kind", "ROOM").build())
        .thenThrow(new NotFoundException());
    assertThat(places.find("r1")).isPresent();
    now = now.plusMillis(2999);
    assertThat(places.find("r1")).isPresent();
    verify(client, times(1)).find("r1");
    now = now.plusMillis(1);
    assertThat(places.find("r1")).as("removed meanwhile").isEmpty();
    assertThat(places.find("r1")).isEmpty();
    verify(client, times(3)).find("r1");
  }
}
