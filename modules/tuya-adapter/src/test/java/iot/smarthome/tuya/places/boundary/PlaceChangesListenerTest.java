package iot.smarthome.tuya.places.boundary;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.UnprocessableEventException;
import iot.smarthome.testing.EventContracts;
import iot.smarthome.tuya.places.control.MirrorPlaces;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceChangesListenerTest {

  private static final String BUILDING = "01980a10-0000-7000-8000-0000000000b1";
  private static final String FLOOR = "01980a10-0000-7000-8000-0000000000f1";
  private static final String AREA = "01980a10-0000-7000-8000-0000000000a1";
  private static final String ROOM = "01980a10-0000-7000-8000-0000000000c1";

  private final MirrorPlaces mirrorPlaces = mock(MirrorPlaces.class);
  private final PlaceChangesListener listener = new PlaceChangesListener(null, mirrorPlaces);

  private void hear(String type, String data) {
    listener.follow(
        ROOM,
        new EventEnvelope(
            "e1",
            "iot.smarthome." + type,
            "/building-service",
            Instant.EPOCH,
            ROOM,
            null,
            data.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void hearsWhatPlacesAreCalledAndWhereTheyLie() {
    hear("room.updated", EventContracts.example("iot.smarthome.room.updated"));
    verify(mirrorPlaces).changed(List.of(BUILDING, FLOOR, AREA, ROOM), "101 Kitchen", 2);
    hear("area.created", EventContracts.example("iot.smarthome.area.created"));
    verify(mirrorPlaces).changed(List.of(BUILDING, FLOOR, AREA), "EAST East wing", 1);
    hear("building.created", EventContracts.example("iot.smarthome.building.created"));
    verify(mirrorPlaces).changed(List.of(BUILDING), "HQ Head office", 1);
    hear("room.deleted", EventContracts.example("iot.smarthome.room.deleted"));
    verify(mirrorPlaces).removed(ROOM);
    verifyNoMoreInteractions(mirrorPlaces);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no json", "{}", "{\"state\":{\"buildingId\":7}}"})
  void givesUpOnWhatCannotBeRead(String json) {
    assertThatThrownBy(() -> hear("room.updated", json))
        .isInstanceOf(UnprocessableEventException.class);
  }
}
