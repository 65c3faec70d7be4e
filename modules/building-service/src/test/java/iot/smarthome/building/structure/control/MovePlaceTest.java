package iot.smarthome.building.structure.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.mongodb.MongoTimeoutException;
import iot.smarthome.building.structure.entity.Description;
import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.entity.PlaceKind;
import iot.smarthome.building.structure.gateway.DuplicateCodeException;
import iot.smarthome.building.structure.gateway.Moves;
import iot.smarthome.building.structure.gateway.Places;
import iot.smarthome.rest.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.InOrder;

class MovePlaceTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");
  private static final LongConsumer ANY_VERSION = version -> {};
  private static final Moves.Move MOVE = new Moves.Move("m", "a");

  private final Places places = mock(Places.class);
  private final Moves moves = mock(Moves.class);
  private final MovePlace movePlace =
      new MovePlace(places, moves, new FindPlaces(places), Clock.fixed(NOW, ZoneOffset.UTC));

  private final Place building = stored(Place.building("b", called("B"), NOW));
  private final Place floor = stored(building.child("f", called("F"), NOW));
  private final Place area = stored(floor.child("a", called("A"), NOW));
  private final Place room = stored(area.child("r", called("R"), NOW));
  private final Place otherBuilding = stored(Place.building("b2", called("B2"), NOW));
  private final Place otherFloor = stored(otherBuilding.child("f2", called("F2"), NOW));
  private final Place otherArea = stored(otherFloor.child("a2", called("A2"), NOW));

  @BeforeEach
  void aMoveThatIsNoted() {
    when(moves.begin(any(), any())).thenReturn(MOVE);
  }

  private static Description called(String code) {
    return new Description(code, "Name of " + code, null, null, null, null);
  }

  private Place stored(Place place) {
    when(places.find(place.id())).thenReturn(Optional.of(place));
    return place;
  }

  private static void refused(int status, String word, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(status);
              assertThat(e.problem().type()).endsWith(":" + word);
            });
  }

  @Test
  void anAreaMovesToAnotherFloorAndItsRoomsFollow() {
    when(places.replace(area, 1)).thenReturn(true);
    when(places.follow(eq(area), eq(NOW), anyInt())).thenReturn(500, 20, 0);
    Place moved = movePlace.move("a", ANY_VERSION, "f2");
    assertThat(moved)
        .extracting(
            Place::parentId, Place::buildingId, Place::floorId, Place::areaId, Place::version)
        .containsExactly("f2", "b2", "f2", "a", 2L);
    InOrder order = inOrder(moves, places);
    order.verify(moves).begin("a", NOW);
    order.verify(places).replace(area, 1);
    order.verify(places, times(3)).follow(eq(area), eq(NOW), anyInt());
    order.verify(moves).end(MOVE);
  }

  @Test
  void aRoomMovesAlone() {
    when(places.replace(room, 1)).thenReturn(true);
    assertThat(movePlace.move("r", ANY_VERSION, "a2").areaId()).isEqualTo("a2");
    assertThat(room.roomId()).isEqualTo("r");
    verify(places, never()).follow(any(), any(), anyInt());
  }

  @Test
  void aPlaceThatLiesThereAlreadyStaysAsItIs() {
    assertThat(movePlace.move("a", ANY_VERSION, "f").version()).isEqualTo(1);
    verify(places, never()).replace(any(), eq(1L));
    verify(moves, never()).begin(any(), any());
  }

  @ParameterizedTest
  @CsvSource({
    "b, b2, 422, immovable",
    "f, f2, 422, wrong-kind",
    "a, b, 422, wrong-kind",
    "r, f, 422, wrong-kind",
    "f, f, 422, cyclic-move",
    "f, a, 422, cyclic-move",
    "a, r, 422, cyclic-move",
    "r, r, 422, cyclic-move",
    "f, none, 422, unknown-building",
    "none, f, 404, unknown-place"
  })
  void refusesAMoveThatMakesNoTree(String id, String parentId, int status, String word) {
    refused(status, word, () -> movePlace.move(id, ANY_VERSION, parentId));
    verify(moves, never()).begin(any(), any());
  }

  @Test
  void saysWhatAPlaceOfTheKindLiesIn() {
    assertThatThrownBy(() -> movePlace.move("r", ANY_VERSION, "f2"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem().toResponse("/places/r/move").getEntity().toString())
                    .contains("parentId", "is a floor; a room lies in an area"));
  }

  @Test
  void refusesWhatChangedMeanwhileAndACodeThatIsTakenThere() {
    refused(412, "precondition-failed", () -> movePlace.move("a", ANY_VERSION, "f2"));
    verify(moves).end(MOVE);
    stored(floor.child("a", called("A"), NOW));
    doThrow(new DuplicateCodeException(null)).when(places).replace(any(), eq(1L));
    refused(409, "duplicate-code", () -> movePlace.move("a", ANY_VERSION, "f2"));
    verify(places, never()).follow(any(), any(), anyInt());
  }

  @Test
  void keepsTheNoteOfAMoveThatIsInterrupted() {
    when(places.replace(area, 1)).thenReturn(true);
    when(places.follow(any(), any(), anyInt())).thenThrow(new MongoTimeoutException("away"));
    assertThatThrownBy(() -> movePlace.move("a", ANY_VERSION, "f2"))
        .isInstanceOf(MongoTimeoutException.class);
    verify(moves, never()).end(any());
  }

  @Test
  void endsInterruptedMoves() {
    when(moves.begunBefore(eq(NOW.minusSeconds(60)), anyInt()))
        .thenReturn(List.of(MOVE, new Moves.Move("m2", "gone")));
    when(places.follow(eq(area), any(), anyInt())).thenReturn(7, 0);
    assertThat(movePlace.resume()).isEqualTo(2);
    verify(moves).end(MOVE);
    verify(moves).end(new Moves.Move("m2", "gone"));
  }

  @Test
  void goesBackWhenTheNewParentIsRemovedMeanwhile() {
    when(places.find("f2")).thenReturn(Optional.of(otherFloor), Optional.empty());
    when(places.replace(eq(area), any(Long.class))).thenReturn(true);
    refused(422, "unknown-floor", () -> movePlace.move("a", ANY_VERSION, "f2"));
    assertThat(area.parentId()).isEqualTo("f");
    assertThat(area.version()).isEqualTo(3);
  }

  @Test
  void followsAParentThatMovedMeanwhile() {
    Place astray = Place.building("b", called("B"), NOW).child("f3", called("F3"), NOW);
    Place stale = astray.child("a3", called("A3"), NOW);
    astray.lieIn(otherBuilding, NOW);
    stored(astray);
    stored(stale);
    when(places.replace(stale, 1)).thenReturn(true);
    assertThat(movePlace.settle("a3").orElseThrow().buildingId()).isEqualTo("b2");
  }

  @Test
  void knowsWhatLiesWhere() {
    assertThat(PlaceKind.BUILDING.parent()).isEmpty();
    assertThat(room.isWithin(building)).isTrue();
    assertThat(room.isWithin(otherArea)).isFalse();
    assertThat(building.isWithin(room)).isFalse();
    assertThatThrownBy(() -> room.lieIn(floor, NOW)).isInstanceOf(IllegalArgumentException.class);
  }
}
