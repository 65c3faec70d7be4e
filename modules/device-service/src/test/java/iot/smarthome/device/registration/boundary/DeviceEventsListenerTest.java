package iot.smarthome.device.registration.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import iot.smarthome.device.commands.boundary.CommandEvents;
import iot.smarthome.device.registration.control.FollowTuya;
import iot.smarthome.device.registration.entity.Connectivity;
import iot.smarthome.device.registration.entity.Device;
import iot.smarthome.device.registration.entity.LifeCycle;
import iot.smarthome.device.registration.entity.Location;
import iot.smarthome.device.registration.gateway.Devices;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.UnprocessableEventException;
import iot.smarthome.testing.EventContracts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hears the golden examples of the producer's contracts. */
class DeviceEventsListenerTest {

  private static final String ID = "01980a10-0000-7000-8000-0000000000d1";

  private final Devices devices = mock(Devices.class);
  private final CommandEvents commandEvents = mock(CommandEvents.class);
  private final DeviceEventsListener listener =
      new DeviceEventsListener(null, new FollowTuya(devices), commandEvents);
  private final Device device =
      Device.register(
          ID,
          "Alarm",
          "ywbj",
          "SN1",
          new Location("b", "f", "a", "r"),
          "BC1",
          Instant.parse("2026-11-24T10:15:00Z"));

  @BeforeEach
  void store() {
    when(devices.find(ID)).thenReturn(Optional.of(device));
    when(devices.replace(any(), anyLong())).thenReturn(true);
  }

  private void hear(String type, String json) {
    listener.follow(
        ID,
        new EventEnvelope(
            "e1",
            "iot.smarthome.device." + type,
            "/tuya-adapter",
            Instant.now(),
            ID,
            null,
            json.getBytes(StandardCharsets.UTF_8)));
  }

  private void hearExample(String type) {
    hear(type, EventContracts.example("iot.smarthome.device." + type));
  }

  @Test
  void activatesAConfirmedDevice() {
    hearExample("confirmed");
    hearExample("confirmed");
    assertThat(device.lifeCycle()).isEqualTo(LifeCycle.ACTIVATED);
    assertThat(device.tuyaDeviceId()).contains("bf3e9d85a52b163f940wgx");
    assertThat(device.version()).isEqualTo(2);
  }

  @Test
  void keepsTheReasonOfARejectedDevice() {
    hearExample("rejected");
    assertThat(device.rejection().orElseThrow().code()).isEqualTo("2010");
    assertThat(device.rejection().orElseThrow().explanation()).contains("bind code");
  }

  @Test
  void tellsWhyADeviceWaits() {
    hearExample("postponed");
    hearExample("postponed");
    assertThat(device.pendingReason().orElseThrow())
        .contains("administrator", "28841004", "Trial Edition");
    assertThat(device.version()).isEqualTo(2);
    hearExample("confirmed");
    assertThat(device.lifeCycle()).isEqualTo(LifeCycle.ACTIVATED);
  }

  @Test
  void followsTheConnection() {
    hearExample("connected");
    assertThat(device.connectivity()).isEqualTo(Connectivity.ONLINE);
  }

  @Test
  void triesAgainWhatFailsInTheStore() {
    when(devices.find(ID)).thenThrow(new ClassCastException("of the store"));
    assertThatThrownBy(() -> hearExample("connected")).isInstanceOf(ClassCastException.class);
  }

  @Test
  void givesUpOnWhatIsNestedTooDeeply() {
    assertThatThrownBy(() -> hear("confirmed", "{\"a\":".repeat(5000) + "1" + "}".repeat(5000)))
        .isInstanceOf(UnprocessableEventException.class);
  }

  @Test
  void passesOverReportsAndTypesOfTomorrow() {
    hearExample("reported");
    hear("painted", "{}");
    verifyNoInteractions(devices);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "[]",
        "{}",
        "{\"deviceId\":7}",
        "{\"deviceId\":\"01980a10-0000-7000-8000-0000000000d1\",\"tuyaDeviceId\":\"t\",\"at\":\"+1000000000-12-31T23:59:59Z\",\"registrationVersion\":1}",
        "{\"deviceId\":\"d\",\"tuyaDeviceId\":\"t\",\"at\":\"yesterday\",\"registrationVersion\":1}",
        "{\"deviceId\":\"d\",\"tuyaDeviceId\":\"t\",\"at\":\"2026-11-24T10:15:00Z\",\"registrationVersion\":1.5}"
      })
  void givesUpOnWhatCannotBeRead(String json) {
    assertThatThrownBy(() -> hear("confirmed", json))
        .isInstanceOf(UnprocessableEventException.class);
  }
}
