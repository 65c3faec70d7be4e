package iot.smarthome.building.structure.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import iot.smarthome.building.structure.entity.Description;
import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.entity.PlaceKind;
import iot.smarthome.building.structure.entity.PlacePath;
import iot.smarthome.building.structure.gateway.Places;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.scope.AccessScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A house with two floors; the caller may read a room on the first and an area on it. */
class VisibilityTest {

  private static final AccessScope SCOPE = AccessScope.of(Set.of("room", "area2"), Set.of());

  private final Places places = mock(Places.class);
  private final FindPlaces findPlaces = new FindPlaces(places);
  private final Place house = Place.building("house", named("H"), Instant.EPOCH);
  private final Place floor = house.child("floor", named("1"), Instant.EPOCH);
  private final Place other = house.child("other", named("2"), Instant.EPOCH);
  private final Place area = floor.child("area", named("A"), Instant.EPOCH);
  private final Place area2 = floor.child("area2", named("B"), Instant.EPOCH);

  @BeforeEach
  void build() {
    for (Place place : List.of(house, floor, other, area, area2)) {
      when(places.find(place.id())).thenReturn(Optional.of(place));
    }
    when(places.paths(Set.of("room", "area2")))
        .thenReturn(
            List.of(
                new PlacePath("house", "floor", "area", "room"),
                new PlacePath("house", "floor", "area2", null)));
    when(places.children(any(), any(), anyInt())).thenReturn(List.of(house));
    when(places.childrenAmong(any(), any(), any(), anyInt())).thenReturn(List.of(floor));
    when(places.subtree(any(), any(), anyInt())).thenReturn(List.of(house));
    when(places.subtreesAnd(any(), any(), any(), anyInt())).thenReturn(List.of(floor));
  }

  @Test
  void listsTheBuildingsThatLeadToWhatIsInScope() {
    findPlaces.buildings(SCOPE, 10, null);

    verify(places).childrenAmong(null, Set.of("house"), null, 11);
  }

  @Test
  void listsOfAPlaceTheChildrenThatLeadToWhatIsInScope() {
    findPlaces.children(PlaceKind.FLOOR, "floor", SCOPE, 10, null);

    verify(places).childrenAmong("floor", Set.of("area", "room", "area2"), null, 11);
  }

  @Test
  void listsAllChildrenOfAPlaceInScope() {
    assertThat(findPlaces.children(PlaceKind.AREA, "area2", SCOPE, 10, null).items())
        .containsExactly(house);

    verify(places).children("area2", null, 11);
  }

  @Test
  void knowsNoPlaceThatLeadsToNothingInScope() {
    assertUnknown(() -> findPlaces.children(PlaceKind.FLOOR, "other", SCOPE, 10, null));
    assertUnknown(() -> findPlaces.subtree("other", SCOPE, 10, null));
    assertUnknown(() -> findPlaces.subtree("house", AccessScope.NOTHING, 10, null));
  }

  @Test
  void readsOfASubtreeWhatIsInScopeAndWhatLeadsToIt() {
    findPlaces.subtree("house", SCOPE, 10, null);

    verify(places)
        .subtreesAnd(
            eq(Set.of("room", "area2")),
            eq(Set.of("floor", "area", "room", "area2")),
            eq(null),
            eq(11));
  }

  @Test
  void readsTheWholeSubtreeOfAPlaceInScope() {
    findPlaces.subtree("area2", SCOPE, 10, null);
    findPlaces.subtree("area", AccessScope.of(Set.of("house"), Set.of()), 10, null);

    verify(places).subtree(area2, null, 11);
    verify(places).subtree(area, null, 11);
  }

  @Test
  void leavesOutWhatAPolicyKeepsFromTheCaller() {
    AccessScope without =
        AccessScope.EVERYTHING.without(new AccessScope.LeftOut(null, Set.of("floor", "area9")));
    when(places.children("house", null, 3)).thenReturn(List.of(floor, other, house));
    when(places.children("house", "house", 3)).thenReturn(List.of(area, area2));

    assertThat(findPlaces.children(PlaceKind.BUILDING, "house", without, 2, null).items())
        .containsExactly(other, house);
    assertThat(findPlaces.children(PlaceKind.BUILDING, "house", without, 2, null).nextCursor())
        .isNull();
    assertUnknown(() -> findPlaces.children(PlaceKind.FLOOR, "floor", without, 10, null));
    assertUnknown(() -> findPlaces.subtree("area", without, 10, null));
  }

  @Test
  void aPathTellsWhatLiesBelowAPlaceOfIt() {
    PlacePath path = new PlacePath("house", "floor", "area", "room");

    assertThat(path.below("floor")).containsExactly("area", "room");
    assertThat(path.below("room")).isEmpty();
    assertThat(path.below("elsewhere")).isEmpty();
  }

  private static void assertUnknown(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(404));
  }

  private static Description named(String name) {
    return new Description(name, name, null, null, null, null);
  }
}
