package iot.smarthome.device.registration.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import iot.smarthome.device.registration.control.ConcurrentChangeException;
import iot.smarthome.device.registration.control.FollowPlaces;
import iot.smarthome.device.registration.entity.Device;
import iot.smarthome.device.registration.entity.Location;
import iot.smarthome.device.registration.gateway.Devices;
import iot.smarthome.device.registration.gateway.Places;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.UnprocessableEventException;
import iot.smarthome.testing.EventContracts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.InOrder;

/** Hears the golden examples of Building Service's contracts. */
class PlaceChangesListenerTest {

  private static final String ID = "01980a10-0000-7000-8000-0000000000";
  private static final Location ROOM = new Location(ID + "b1", ID + "f1", ID + "a1", ID + "c1");
  private static final Location AREA = new Location(ID + "b1", ID + "f1", ID + "a1", null);

  private final Devices devices = mock(Devices.class);
  private final Places places = mock(Places.class);
  private final PlaceChangesListener listener =
      new PlaceChangesListener(null, new FollowPlaces(devices, places));

  private void hear(String type, String json) {
    listener.follow(
        ID,
        new EventEnvelope(
            "e1",
            type,
            "/building-service",
            Instant.now(),
            ID,
            null,
            json.getBytes(StandardCharsets.UTF_8)));
  }

  private void hearExample(String type) {
    hear(type, EventContracts.example(type));
  }

  private static Device device(String id) {
    return Device.register(
        id,
        "Alarm",
        "ywbj",
        id,
        new Location("b", "f", "a", ID + "c1"),
        "BC-" + id,
        Instant.parse("2026-11-24T10:15:00Z"));
  }

  @Test
  void devicesGoWithTheirRoomBatchByBatch() {
    Device first = device("d1");
    Device second = device("d2");
    when(devices.astray(eq(ROOM), anyInt()))
        .thenReturn(List.of(first))
        .thenReturn(List.of(second))
        .thenReturn(List.of());
    when(devices.replace(any(), anyLong())).thenReturn(true);

    hearExample("iot.smarthome.room.updated");

    assertThat(List.of(first, second)).extracting(Device::location).containsOnly(ROOM);
    assertThat(first.version()).isEqualTo(2);
    InOrder order = inOrder(places, devices);
    order.verify(places).forget(ROOM.roomId());
    order.verify(devices).replace(first, 1);
    order.verify(devices).replace(second, 1);
  }

  @Test
  void devicesOfAnAreaItselfGoWithTheArea() {
    hearExample("iot.smarthome.area.updated");
    verify(places).forget(AREA.areaId());
    verify(devices).astray(eq(AREA), anyInt());
  }

  @Test
  void isTriedAgainWhenADeviceIsChangedAtTheSameTime() {
    when(devices.astray(eq(ROOM), anyInt())).thenReturn(List.of(device("d1")));
    when(devices.replace(any(), anyLong())).thenReturn(false);
    assertThatThrownBy(() -> hearExample("iot.smarthome.room.updated"))
        .isInstanceOf(ConcurrentChangeException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iot.smarthome.room.created",
        "iot.smarthome.room.deleted",
        "iot.smarthome.floor.updated",
        "iot.smarthome.building.updated"
      })
  void passesOverWhatMovesNoDevice(String type) {
    hearExample(type);
    verifyNoInteractions(devices, places);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no json", "[]", "{}", "{\"state\":{\"kind\":7}}"})
  void givesUpOnWhatCannotBeRead(String json) {
    assertThatThrownBy(() -> hear("iot.smarthome.room.updated", json))
        .isInstanceOf(UnprocessableEventException.class);
  }
}
