package iot.smarthome.tuya.registration.boundary;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.UnprocessableEventException;
import iot.smarthome.testing.EventContracts;
import iot.smarthome.tuya.registration.control.MoveDevice;
import iot.smarthome.tuya.registration.control.PairDevice;
import iot.smarthome.tuya.registration.control.ReleaseDevice;
import iot.smarthome.tuya.registration.control.Submission;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hears the golden examples of the producer's contracts. */
class DeviceChangesListenerTest {

  private static final String ID = "01980a10-0000-7000-8000-0000000000d1";
  private static final List<String> PATH =
      List.of(
          "01980a10-0000-7000-8000-0000000000b1",
          "01980a10-0000-7000-8000-0000000000f1",
          "01980a10-0000-7000-8000-0000000000a1",
          "01980a10-0000-7000-8000-0000000000c1");

  private final PairDevice pairDevice = mock(PairDevice.class);
  private final ReleaseDevice releaseDevice = mock(ReleaseDevice.class);
  private final MoveDevice moveDevice = mock(MoveDevice.class);
  private final DeviceChangesListener listener =
      new DeviceChangesListener(null, pairDevice, releaseDevice, moveDevice);

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
                "Smoke alarm kitchen",
                "STOCK-ywbj-1",
                null,
                "ywbj",
                PATH,
                Instant.parse("2026-11-24T10:15:30Z"),
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
  }

  @Test
  void knowsTheMillisecondOfASubmissionByTheDevicesOwnState() {
    hear(
        "created",
        "{\"op\":\"created\",\"id\":\"d\",\"version\":1,\"changedAt\":\"2026-11-24T10:15:30Z\",\"state\":{\"lifeCycle\":\"SHADOW\",\"name\":\"n\",\"category\":\"ywbj\",\"location\":{\"buildingId\":\"b\",\"floorId\":\"f\",\"areaId\":\"a\"},\"updatedAt\":\"2026-11-24T10:15:30.123Z\",\"tuya\":{\"bindCode\":\"b\"}}}");
    verify(pairDevice)
        .pair(
            new Submission(
                "d",
                1,
                "n",
                "b",
                null,
                "ywbj",
                List.of("b", "f", "a"),
                Instant.parse("2026-11-24T10:15:30.123Z"),
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
  }

  @Test
  void submitsADeviceOfAThirdPartyByItsProduct() {
    hear(
        "created",
        EventContracts.example("iot.smarthome.device.created")
            .replace("\"bindCode\": \"STOCK-ywbj-1\"", "\"productId\": \"p1\""));
    verify(pairDevice)
        .pair(
            new Submission(
                ID,
                1,
                "Smoke alarm kitchen",
                null,
                "p1",
                "ywbj",
                PATH,
                Instant.parse("2026-11-24T10:15:30Z"),
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
  }

  @Test
  void followsAnActiveDeviceAndPassesOverARejectedOne() {
    String device = EventContracts.example("iot.smarthome.device.created");
    hear("updated", device.replace("SHADOW", "ACTIVATED"));
    hear("updated", device.replace("SHADOW", "REJECTED"));
    hear("painted", "{}");
    verify(moveDevice).follow(ID, PATH);
    verifyNoMoreInteractions(moveDevice);
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
