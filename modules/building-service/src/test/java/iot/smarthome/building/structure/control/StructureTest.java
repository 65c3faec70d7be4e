package iot.smarthome.building.structure.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import iot.smarthome.building.structure.entity.Description;
import iot.smarthome.building.structure.entity.GeoPosition;
import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.entity.PlaceKind;
import iot.smarthome.building.structure.gateway.DuplicateCodeException;
import iot.smarthome.building.structure.gateway.Places;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.scope.AccessScope;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class StructureTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");
  private static final LongConsumer ANY_VERSION = version -> {};

  private final Places places = mock(Places.class);
  private final FindPlaces findPlaces = new FindPlaces(places);
  private final ChangeStructure changeStructure =
      new ChangeStructure(places, findPlaces, Clock.fixed(NOW, ZoneOffset.UTC));

  private static Description called(String code) {
    return new Description(code, "Name of " + code, null, null, null, null);
  }

  private static Place building(String id) {
    return Place.building(id, called("B"), NOW);
  }

  private Place stored(Place place) {
    when(places.find(place.id())).thenReturn(Optional.of(place));
    return place;
  }

  private static void refused(int status, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(status));
  }

  @Test
  void aRoomKnowsAllItLiesIn() {
    Place room =
        building("b")
            .child("f", called("F"), NOW)
            .child("a", called("A"), NOW)
            .child("r", called("R"), NOW);
    assertThat(room)
        .extracting(
            Place::kind,
            Place::parentId,
            Place::buildingId,
            Place::floorId,
            Place::areaId,
            Place::roomId,
            Place::version)
        .containsExactly(PlaceKind.ROOM, "a", "b", "f", "a", "r", 1L);
    assertThatThrownBy(() -> room.child("x", called("X"), NOW))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesAPositionThatIsNotOnEarth() {
    assertThatThrownBy(() -> new GeoPosition(91, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new GeoPosition(0, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new GeoPosition(10.5, 106)).hasSameHashCodeAs(new GeoPosition(10.5, 106));
  }

  @Test
  void addsABuildingAndAFloor() {
    Place building = stored(changeStructure.addBuilding(called("B")));
    Place floor = changeStructure.add(PlaceKind.BUILDING, building.id(), called("F"));
    assertThat(floor.kind()).isEqualTo(PlaceKind.FLOOR);
    assertThat(floor.createdAt()).isEqualTo(NOW);
    verify(places).insert(floor);
  }

  @Test
  void refusesAnUnknownParentAndOneOfAnotherKind() {
    stored(building("b"));
    refused(404, () -> changeStructure.add(PlaceKind.BUILDING, "none", called("F")));
    refused(404, () -> changeStructure.add(PlaceKind.FLOOR, "b", called("A")));
    verify(places, never()).insert(any());
  }

  @Test
  void refusesTheCodeOfASibling() {
    doThrow(new DuplicateCodeException(null)).when(places).insert(any());
    refused(409, () -> changeStructure.addBuilding(called("B")));
  }

  @Test
  void takesAChildBackWhenTheParentIsRemovedMeanwhile() {
    when(places.find("b")).thenReturn(Optional.of(building("b")), Optional.empty());
    refused(404, () -> changeStructure.add(PlaceKind.BUILDING, "b", called("F")));
    verify(places).remove(any(), eq(NOW));
  }

  @Test
  void describesAnewUnderTheVersionItRead() {
    stored(building("b"));
    when(places.replace(any(), eq(1L))).thenReturn(true);
    Place changed =
        changeStructure.describe(PlaceKind.BUILDING, "b", ANY_VERSION, old -> called("C"));
    assertThat(changed.description().code()).isEqualTo("C");
    assertThat(changed.version()).isEqualTo(2);
  }

  @Test
  void storesNothingWhenNothingChanges() {
    Place building = stored(building("b"));
    changeStructure.describe(PlaceKind.BUILDING, "b", ANY_VERSION, old -> old);
    assertThat(building.version()).isEqualTo(1);
    verify(places, never()).replace(any(), eq(1L));
  }

  @Test
  void refusesAChangeOfWhatChangedMeanwhile() {
    stored(building("b"));
    refused(
        412,
        () -> changeStructure.describe(PlaceKind.BUILDING, "b", ANY_VERSION, old -> called("C")));
    doThrow(new DuplicateCodeException(null)).when(places).replace(any(), eq(2L));
    refused(
        409,
        () -> changeStructure.describe(PlaceKind.BUILDING, "b", ANY_VERSION, old -> called("D")));
  }

  @Test
  void removesAnEmptyPlaceOnly() {
    Place building = stored(building("b"));
    when(places.hasChildren("b")).thenReturn(true);
    refused(409, () -> changeStructure.remove(PlaceKind.BUILDING, "b", ANY_VERSION));
    when(places.hasChildren("b")).thenReturn(false);
    refused(412, () -> changeStructure.remove(PlaceKind.BUILDING, "b", ANY_VERSION));
    when(places.remove(building, NOW)).thenReturn(true);
    changeStructure.remove(PlaceKind.BUILDING, "b", ANY_VERSION);
    verify(places, never()).replace(any(), eq(2L));
  }

  @Test
  void takesARemovalBackWhenAChildCameMeanwhile() {
    Place building = stored(building("b"));
    when(places.hasChildren("b")).thenReturn(false, true);
    when(places.remove(building, NOW)).thenReturn(true);
    refused(409, () -> changeStructure.remove(PlaceKind.BUILDING, "b", ANY_VERSION));
    verify(places).replace(building, 2);
    assertThat(building.version()).isEqualTo(3);
  }

  @Test
  void pagesByTheLastId() {
    when(places.children(eq(null), any(), anyInt()))
        .thenReturn(List.of(building("1"), building("2"), building("3")));
    Page<Place> first = findPlaces.buildings(AccessScope.EVERYTHING, 2, null);
    assertThat(first.items()).extracting(Place::id).containsExactly("1", "2");
    findPlaces.buildings(AccessScope.EVERYTHING, 2, first.nextCursor());
    verify(places).children(null, "2", 3);
    refused(400, () -> findPlaces.buildings(AccessScope.EVERYTHING, 2, "nonsense"));
  }

  @Test
  void listsWhatLiesInAPlace() {
    Place building = stored(building("b"));
    when(places.children("b", null, 51)).thenReturn(List.of(building.child("f", called("F"), NOW)));
    when(places.subtree(building, null, 51)).thenReturn(List.of());
    assertThat(
            findPlaces.children(PlaceKind.BUILDING, "b", AccessScope.EVERYTHING, 50, null).items())
        .hasSize(1);
    assertThat(findPlaces.subtree("b", AccessScope.EVERYTHING, 50, null).nextCursor()).isNull();
    refused(404, () -> findPlaces.subtree("none", AccessScope.EVERYTHING, 50, null));
    refused(404, () -> findPlaces.children(PlaceKind.AREA, "b", AccessScope.EVERYTHING, 50, null));
  }
}
