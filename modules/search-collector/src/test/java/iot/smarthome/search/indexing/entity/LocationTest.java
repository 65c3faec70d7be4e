package iot.smarthome.search.indexing.entity;

import static iot.smarthome.search.Things.NOW;
import static iot.smarthome.search.Things.device;
import static iot.smarthome.search.Things.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocationTest {

  private static final Position HERE = new Position(10, 20);

  private final Map<String, Place> places = new HashMap<>();

  private void know(Thing place) {
    places.put(place.id(), Place.of(place));
  }

  private Location of(Thing thing) {
    return Location.of(thing, id -> places.getOrDefault(id, Place.unknown(id)));
  }

  private void home() {
    know(place("b", "Home", 1, HERE, "all"));
    know(place("b/f", "Floor", 1));
    know(place("b/f/a", "Area", 1, null, "east"));
    know(place("b/f/a/r", "Room", 1));
  }

  @Test
  void goesUpToTheBuilding() {
    home();
    Location location = of(device("d", "b/f/a/r", "Lamp", 1));
    assertThat(location.within()).containsExactly("r", "a", "f", "b");
    assertThat(location.building()).isEqualTo("b");
    assertThat(location.path()).containsExactly("Home", "Floor", "Area", "Room");
    assertThat(location.position()).isEqualTo(HERE);
    assertThat(location.groups()).containsExactly("east", "all");
    assertThat(location.marks()).hasSize(4);
  }

  @Test
  void theNearestPositionCounts() {
    home();
    know(place("b/f/a", "Area", 2, new Position(1, 2), null));
    assertThat(of(device("d", "b/f/a/r", "Lamp", 1)).position()).isEqualTo(new Position(1, 2));
    assertThat(of(place("b/f/a/r", "Room", 1, new Position(3, 4), null)).position())
        .isEqualTo(new Position(3, 4));
  }

  @Test
  void aPlaceLiesInItself() {
    home();
    Location building = of(place("b", "Home", 1, HERE, "all"));
    assertThat(building.within()).containsExactly("b");
    assertThat(building.building()).isEqualTo("b");
    assertThat(building.path()).isEmpty();
    assertThat(building.groups()).containsExactly("all");
    assertThat(building.marks()).isEmpty();
    assertThat(of(place("b/f/a", "Area", 1)).within()).containsExactly("a", "f", "b");
  }

  @Test
  void whatPlacesSayCountsMoreThanWhatADeviceRemembers() {
    home();
    know(place("b/f2", "Other floor", 1));
    know(place("b/f2/w", "West", 1));
    know(place("b/f2/w/r", "Room", 2));
    Location location = of(device("d", "b/f/a/r", "Lamp", 1));
    assertThat(location.within()).containsExactly("r", "w", "f2", "b");
    assertThat(location.path()).containsExactly("Home", "Other floor", "West", "Room");
  }

  @Test
  void whileAPlaceIsUnknownWhatTheDeviceRemembersCounts() {
    know(place("b", "Home", 1, HERE, null));
    Location location = of(device("d", "b/f/a/r", "Lamp", 1));
    assertThat(location.within()).containsExactly("r", "a", "f", "b");
    assertThat(location.building()).isEqualTo("b");
    assertThat(location.path()).containsExactly("Home");
    assertThat(location.position()).isEqualTo(HERE);
    assertThat(location.marks()).contains("r@-", "a@-", "f@-");
  }

  @Test
  void aPlaceThatIsGoneGivesNothing() {
    home();
    places.put("a", Place.of(Thing.gone("a", Kind.AREA, 2, NOW)));
    Location location = of(device("d", "b/f/a/r", "Lamp", 1));
    assertThat(location.path()).containsExactly("Home", "Floor", "Room");
    assertThat(location.groups()).containsExactly("all");
    assertThat(location.within()).containsExactly("r", "a", "f", "b");
  }

  @Test
  void aRingOfPlacesEnds() {
    places.put("r", new Place("r", Kind.ROOM, true, "Room", "a", null, null));
    places.put("a", new Place("a", Kind.AREA, true, "Area", "r", null, null));
    assertThat(of(device("d", "b/f/a/r", "Lamp", 1)).within()).containsExactly("r", "a", "f", "b");
  }

  @Test
  void whatIsGoneLiesNowhere() {
    home();
    Location nowhere = of(Thing.gone("d", Kind.DEVICE, 2, NOW));
    assertThat(nowhere.within()).isEmpty();
    assertThat(nowhere.position()).isNull();
  }

  @Test
  void aMarkChangesWithWhatAPlaceGivesAndOnlyThen() {
    String mark = Place.of(place("b/f/a", "Area", 1, HERE, "east")).mark();
    assertThat(Place.of(place("b/f/a", "Area", 2, HERE, "east")).mark()).isEqualTo(mark);
    assertThat(Place.of(place("b/f/a", "Wing", 2, HERE, "east")).mark()).isNotEqualTo(mark);
    assertThat(Place.of(place("b/f/a", "Area", 2, null, "east")).mark()).isNotEqualTo(mark);
    assertThat(Place.of(place("b/f/a", "Area", 2, HERE, null)).mark()).isNotEqualTo(mark);
    assertThat(Place.of(place("b/g/a", "Area", 2, HERE, "east")).mark()).isNotEqualTo(mark);
    assertThat(Place.of(Thing.gone("a", Kind.AREA, 3, NOW)).mark()).isEqualTo("a@-");
  }

  @Test
  void ordersVersionsAndPutsTheDeletionLast() {
    assertThat(device("d", "b/f/a", "Lamp", 2).order())
        .isGreaterThan(device("d", "b/f/a", "Lamp", 1).order());
    assertThat(Thing.gone("d", Kind.DEVICE, 2, NOW).order())
        .isGreaterThan(device("d", "b/f/a", "Lamp", 2).order())
        .isLessThan(device("d", "b/f/a", "Lamp", 3).order());
    assertThat(Thing.gone("d", Kind.DEVICE, 0, NOW).order())
        .isGreaterThan(device("d", "b/f/a", "Lamp", 1_000_000).order());
  }

  @Test
  void thereIsNothingBesideTheEarth() {
    assertThatThrownBy(() -> new Position(91, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Position(0, -181)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Position(Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> place("b", null, 1)).isInstanceOf(NullPointerException.class);
  }
}
