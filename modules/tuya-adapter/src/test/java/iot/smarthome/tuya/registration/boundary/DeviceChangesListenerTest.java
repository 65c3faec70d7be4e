package iot.smarthome.tuya.registration.boundary;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.UnprocessableEventException;
import iot.smarthome.testing.EventContracts;
import iot.smarthome.tuya.registration.control.PairDevice;
import iot.smarthome.tuya.registration.control.ReleaseDevice;
import iot.smarthome.tuya.registration.control.Submission;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hears the golden examples of the producer's contracts. */
class DeviceChangesListenerTest {

  private static final String ID = "01980a10-0000-7000-8000-0000000000d1";

  private final PairDevice pairDevice = mock(PairDevice.class);
  private final ReleaseDevice releaseDevice = mock(ReleaseDevice.class);
  private final DeviceChangesListener listener =
      new DeviceChangesListener(null, pairDevice, releaseDevice);

  private void hear(String type, String json) {
    listener.follow(
        ID,
        new EventEnvelope(
            "e1",
            "iot.smarthome.device." + type,
            "/device-service",
            Instant.now(),
            ID,
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void submitsADeviceThatIsOnlyAShadow() {
    hear("created", EventContracts.example("iot.smarthome.device.created"));
    verify(pairDevice)
        .pair(
            new Submission(
                ID,
                1,
                "STOCK-ywbj-1",
                "ywbj",
                Instant.parse("2026-11-24T10:15:30Z"),
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
  }

  @Test
  void knowsTheMillisecondOfASubmissionByTheDevicesOwnState() {
    hear(
        "created",
        "{\"op\":\"created\",\"id\":\"d\",\"version\":1,\"changedAt\":\"2026-11-24T10:15:30Z\",\"state\":{\"lifeCycle\":\"SHADOW\",\"category\":\"ywbj\",\"updatedAt\":\"2026-11-24T10:15:30.123Z\",\"tuya\":{\"bindCode\":\"b\"}}}");
    verify(pairDevice)
        .pair(
            new Submission(
                "d",
                1,
                "b",
                "ywbj",
                Instant.parse("2026-11-24T10:15:30.123Z"),
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
  }

  @Test
  void passesOverDevicesThatAreBeyondThat() {
    hear(
        "updated",
        EventContracts.example("iot.smarthome.device.created").replace("SHADOW", "ACTIVATED"));
    hear("painted", "{}");
    verifyNoInteractions(pairDevice, releaseDevice);
  }

  @Test
  void releasesADeletedDevice() {
    hear("deleted", EventContracts.example("iot.smarthome.device.deleted"));
    verify(releaseDevice).release(ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "[]",
        "{}",
        "{\"state\":null}",
        "{\"state\":{\"lifeCycle\":\"SHADOW\"}}",
        "{\"id\":\"d\",\"version\":1,\"changedAt\":\"+1000000000-12-31T23:59:59Z\",\"state\":{\"lifeCycle\":\"SHADOW\",\"category\":\"c\",\"tuya\":{\"bindCode\":\"b\"}}}",
        "{\"id\":\"d\",\"version\":1.5,\"state\":{\"lifeCycle\":\"SHADOW\",\"tuya\":{\"bindCode\":\"b\"}}}"
      })
  void givesUpOnWhatCannotBeRead(String json) {
    assertThatThrownBy(() -> hear("created", json)).isInstanceOf(UnprocessableEventException.class);
  }

  @Test
  void givesUpOnADeletionOfNothing() {
    assertThatThrownBy(() -> hear("deleted", "{}")).isInstanceOf(UnprocessableEventException.class);
  }
}
