package iot.smarthome.etl.placement.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import iot.smarthome.etl.placement.control.TrackPlacement;
import iot.smarthome.etl.placement.entity.Placement;
import iot.smarthome.etl.rawcodes.control.LimitRawCodes;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.UnprocessableEventException;
import iot.smarthome.testing.EventContracts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

/** Hears the golden examples of the producer's contracts. */
class DeviceChangesListenerTest {

  private static final String ID = "01980a10-0000-7000-8000-0000000000d1";

  private final TrackPlacement track = mock(TrackPlacement.class);
  private final LimitRawCodes limit = mock(LimitRawCodes.class);
  private final DeviceChangesListener listener = new DeviceChangesListener(null, track, limit);

  private void hear(String type, String json) {
    listener.follow(
        ID,
        new EventEnvelope(
            "e1",
            "iot.smarthome.device." + type,
            "/device-service",
            Instant.now(),
            ID,
            null,
            json.getBytes(StandardCharsets.UTF_8)));
  }

  private Placement heard(String type) {
    hear(type, EventContracts.example("iot.smarthome.device." + type));
    ArgumentCaptor<Placement> placement = ArgumentCaptor.captor();
    verify(track).follow(placement.capture());
    assertThat(placement.getValue().deviceId()).isEqualTo(ID);
    return placement.getValue();
  }

  @Test
  void placesANewDevice() {
    Placement placement = heard("created");
    assertThat(placement.category()).contains("ywbj");
    assertThat(placement.productId()).isEmpty();
    assertThat(placement.location().orElseThrow().roomId()).endsWith("c1");
    assertThat(placement.version()).isEqualTo(1);
  }

  @Test
  void followsAChange() {
    assertThat(heard("updated").location()).isPresent();
    verifyNoInteractions(limit);
  }

  @Test
  void followsADeletion() {
    assertThat(heard("deleted").isGone()).isTrue();
    verify(limit).forget(ID);
  }

  @Test
  void passesOverTypesOfTomorrow() {
    hear("painted", "{}");
    verifyNoInteractions(track);
  }

  @Test
  void givesUpOnWhatIsNestedTooDeeply() {
    assertThatThrownBy(() -> hear("created", "{\"a\":".repeat(5000) + "1" + "}".repeat(5000)))
        .isInstanceOf(UnprocessableEventException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "[]",
        "{}",
        "{\"id\":\"d\",\"op\":\"created\",\"version\":1.5}",
        "{\"id\":\"d\",\"op\":\"created\",\"version\":1,\"state\":null}",
        "{\"id\":\"d\",\"op\":\"created\",\"version\":1,\"state\":{\"category\":\"c\",\"location\":{}}}"
      })
  void givesUpOnWhatCannotBeRead(String json) {
    assertThatThrownBy(() -> hear("created", json)).isInstanceOf(UnprocessableEventException.class);
    verify(track, org.mockito.Mockito.never()).follow(any());
  }
}
