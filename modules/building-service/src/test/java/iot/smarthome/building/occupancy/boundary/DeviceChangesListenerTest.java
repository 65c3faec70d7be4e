package iot.smarthome.building.occupancy.boundary;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import iot.smarthome.building.occupancy.control.FollowDevices;
import iot.smarthome.building.occupancy.entity.DevicePlace;
import iot.smarthome.building.occupancy.gateway.DevicePlaces;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.UnprocessableEventException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceChangesListenerTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");

  private final DevicePlaces devicePlaces = mock(DevicePlaces.class);
  private final DeviceChangesListener listener =
      new DeviceChangesListener(null, new FollowDevices(devicePlaces));

  private void hear(String type, String data) {
    listener.follow(
        "d1",
        new EventEnvelope(
            "e1",
            "iot.smarthome.device." + type,
            "/device-service",
            NOW,
            "d1",
            null,
            data.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void hearsWhereADeviceHangs() {
    hear(
        "created",
        "{'op':'created','id':'d1','version':1,'state':{'location':{'areaId':'a','roomId':'r'}}}");
    verify(devicePlaces).store(new DevicePlace("d1", "r", 1), NOW);
    hear("updated", "{'op':'updated','id':'d1','version':2,'state':{'location':{'areaId':'a'}}}");
    verify(devicePlaces).store(new DevicePlace("d1", "a", 2), NOW);
    hear("deleted", "{'op':'deleted','id':'d1','version':3,'state':null}");
    verify(devicePlaces).store(DevicePlace.gone("d1", 3), NOW);
    hear("reported", "[]");
    verifyNoMoreInteractions(devicePlaces);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{'op':",
        "{'op':'updated','id':'d1','version':1.5}",
        "{'op':'updated','id':'d1','version':1,'state':{'location':{}}}"
      })
  void putsAsideWhatItCannotRead(String data) {
    assertThatThrownBy(() -> hear("updated", data)).isInstanceOf(UnprocessableEventException.class);
  }
}
