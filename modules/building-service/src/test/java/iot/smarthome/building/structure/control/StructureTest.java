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

import iot.smarthome.building.occupancy.control.CountDevices;
import iot.smarthome.building.occupancy.gateway.DevicePlaces;
import iot.smarthome.building.structure.entity.Description;
import iot.smarthome.building.structure.entity.GeoPosition;
import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.entity.PlaceKind;
import iot.smarthome.building.structure.gateway.DuplicateCodeException;
import iot.smarthome.building.structure.gateway.Groups;
import iot.smarthome.building.structure.gateway.GroupsUnavailableException;
import iot.smarthome.building.structure.gateway.Places;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.scope.AccessScope;
import jakarta.enterprise.event.Event;
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
  private final Groups groups = mock(Groups.class);
  private final DevicePlaces devicePlaces = mock(DevicePlaces.class);
  private final MovePlace movePlace = mock(MovePlace.class);

  @SuppressWarnings("unchecked") // a mock of a generic type
  private final Event<PlaceRemoved> placeRemoved = mock(Event.class);

  private final ChangeStructure changeStructure =
      new ChangeStructure(
          places,
          findPlaces,
          movePlace,
          new CheckGroup(groups),
          new CountDevices(devicePlaces),
          placeRemoved,
          Clock.fixed(NOW, ZoneOffset.UTC));

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
    verify(placeRemoved).fire(new PlaceRemoved(PlaceKind.BUILDING, "b"));
  }

  @Test
  void takesARemovalBackWhenAChildCameMeanwhile() {
    Place building = stored(building("b"));
    when(places.hasChildren("b")).thenReturn(false, true);
    when(places.remove(building, NOW)).thenReturn(true);
    refused(409, () -> changeStructure.remove(PlaceKind.BUILDING, "b", ANY_VERSION));
    verify(places).replace(building, 2);
    assertThat(building.version()).isEqualTo(3);
    verify(placeRemoved, never()).fire(any());
  }

  @Test
  void saysHowManyPlacesAndDevicesKeepAPlaceFromBeingRemoved() {
    Place building = stored(building("b"));
    when(places.hasChildren("b")).thenReturn(true);
    when(places.countWithin(building)).thenReturn(12L);
    when(places.idsWithin(building)).thenReturn(List.of("f", "a"));
    when(devicePlaces.count(List.of("f", "a"))).thenReturn(1L);
    assertThatThrownBy(() -> changeStructure.remove(PlaceKind.BUILDING, "b", ANY_VERSION))
        .hasMessageContaining("12 places with 1 device;");
  }

  @Test
  void keepsARoomWhileDevicesHangInIt() {
    Place room =
        stored(
            building("b")
                .child("f", called("F"), NOW)
                .child("a", called("A"), NOW)
                .child("r", called("R"), NOW));
    when(devicePlaces.count(List.of("r"))).thenReturn(3L);
    assertThatThrownBy(() -> changeStructure.remove(PlaceKind.ROOM, "r", ANY_VERSION))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem().toResponse("/rooms/r").getEntity().toString())
                    .contains(
                        "devices-inside",
                        "3 devices",
                        "POST /devices/moves with fromRoomId",
                        "?room=…"));
    verify(places, never()).remove(any(), any());
    when(devicePlaces.count(List.of("r"))).thenReturn(0L, 1L);
    when(places.remove(room, NOW)).thenReturn(true);
    refused(409, () -> changeStructure.remove(PlaceKind.ROOM, "r", ANY_VERSION));
    verify(places).replace(room, 2);
  }

  @Test
  void givesAPlaceOnlyToAGroupThatThereIs() {
    Description given = new Description("B", "B", null, null, null, "g1");
    refused(422, () -> changeStructure.addBuilding(given));
    when(groups.exists("g1")).thenReturn(true);
    assertThat(changeStructure.addBuilding(given).description().responsibleGroup()).isEqualTo("g1");
    stored(building("b"));
    when(places.replace(any(), eq(1L))).thenReturn(true);
    refused(
        422,
        () ->
            changeStructure.describe(
                PlaceKind.BUILDING,
                "b",
                ANY_VERSION,
                old -> new Description("B", "B", null, null, null, "g2")));
  }

  @Test
  void storesNothingWhileUserServiceIsAway() {
    when(groups.exists("g1")).thenThrow(new GroupsUnavailableException(null));
    Description given = new Description("B", "B", null, null, null, "g1");
    assertThatThrownBy(() -> changeStructure.addBuilding(given))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(503);
              assertThat(e.problem().toResponse("/buildings").getHeaderString("Retry-After"))
                  .isEqualTo("5");
            });
    verify(places, never()).insert(any());
    // what is not about the group goes on
    stored(Place.building("b", given, NOW));
    when(places.replace(any(), eq(1L))).thenReturn(true);
    Place renamed =
        changeStructure.describe(
            PlaceKind.BUILDING,
            "b",
            ANY_VERSION,
            old -> new Description("B", "Renamed", null, null, null, "g1"));
    assertThat(renamed.description().name()).isEqualTo("Renamed");
  }

  @Test
  void bringsAChildAfterAParentThatMovedMeanwhile() {
    Place floor = building("b").child("f", called("F"), NOW);
    Place moved = building("b2").child("f", called("F"), NOW);
    when(places.find("f")).thenReturn(Optional.of(floor), Optional.of(moved));
    changeStructure.add(PlaceKind.FLOOR, "f", called("A"));
    verify(movePlace).settle(any());
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
