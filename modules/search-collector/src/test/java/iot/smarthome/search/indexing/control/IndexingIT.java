package iot.smarthome.search.indexing.control;

import static iot.smarthome.search.Things.NOW;
import static iot.smarthome.search.Things.device;
import static iot.smarthome.search.Things.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.search.SearchNode;
import iot.smarthome.search.indexing.entity.Kind;
import iot.smarthome.search.indexing.entity.LocatedThing;
import iot.smarthome.search.indexing.entity.Location;
import iot.smarthome.search.indexing.entity.Place;
import iot.smarthome.search.indexing.entity.Position;
import iot.smarthome.search.indexing.entity.Thing;
import iot.smarthome.search.indexing.gateway.IndexUnavailableException;
import iot.smarthome.search.indexing.gateway.ThingIndex;
import iot.smarthome.search.indexing.gateway.Verdict;
import iot.smarthome.search.query.entity.Finding;
import iot.smarthome.search.query.entity.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real OpenSearch node. */
class IndexingIT {

  private static final Position SAIGON = new Position(10.7769, 106.7009);
  private static final Position HANOI = new Position(21.0278, 105.8342);

  private SearchNode node;

  @BeforeEach
  void emptyIndex() {
    node = SearchNode.empty();
  }

  private void home() throws InterruptedException {
    node.hear(
        place("b/f/a/r", "Kitchen", 1),
        place("b/f/a", "East wing", 1, null, "east"),
        place("b", "Head office", 1, SAIGON, null),
        place("b/f", "1st floor", 1));
  }

  @Test
  void lateAndRepeatedEventsChangeNothing() throws Exception {
    home();
    node.hear(device("d", "b/f/a/r", "New name", 3));
    node.hear(device("d", "b/f/a/r", "Old name", 2));
    node.hear(device("d", "b/f/a/r", "New name", 3));
    assertThat(node.only("d").name()).isEqualTo("New name");
    assertThat(node.ids("kind=DEVICE")).containsExactly("d");
  }

  @Test
  void ofSeveralVersionsInABatchTheLastCounts() throws Exception {
    Outcome outcome =
        node.hear(
            device("d", "b/f/a/r", "Second", 2),
            device("d", "b/f/a/r", "Third", 3),
            device("d", "b/f/a/r", "First", 1));
    assertThat(outcome.written()).isEqualTo(1);
    assertThat(node.only("d").name()).isEqualTo("Third");
  }

  @Test
  void whatIsGoneStaysGone() throws Exception {
    home();
    node.hear(device("d", "b/f/a/r", "Lamp", 4));
    node.hear(Thing.gone("d", Kind.DEVICE, 5, NOW));
    node.hear(device("d", "b/f/a/r", "Lamp", 4));
    assertThat(node.ids("kind=DEVICE")).isEmpty();
    // the deletion of a device whose last version nobody knows
    node.hear(device("e", "b/f/a/r", "Lamp", 7));
    node.hear(Thing.gone("e", Kind.DEVICE, 0, NOW));
    node.hear(device("e", "b/f/a/r", "Lamp", 8));
    assertThat(node.ids("kind=DEVICE")).isEmpty();
  }

  @Test
  void forgetsWhatHasBeenGoneForLong() throws Exception {
    node.hear(device("d", "b/f/a/r", "Lamp", 4), device("e", "b/f/a/r", "Lamp", 4));
    node.hear(Thing.gone("d", Kind.DEVICE, 5, NOW), Thing.gone("e", Kind.DEVICE, 5, NOW));
    node.index().forgetGone(NOW.minusSeconds(1));
    node.hear(device("d", "b/f/a/r", "Lamp", 4));
    assertThat(node.ids()).isEmpty();
    node.index().forgetGone(NOW.plusSeconds(1));
    node.index().refresh(ThingIndex.LIVE);
    assertThat(node.client().count(count -> count.index(ThingIndex.LIVE)).count()).isZero();
  }

  @Test
  void aThingHasThePathPositionAndGroupsOfItsPlaces() throws Exception {
    home();
    node.hear(device("d", "b/f/a/r", "Smoke alarm", 1));
    Finding found = node.only("d");
    assertThat(found.path()).isEqualTo("Head office › 1st floor › East wing › Kitchen");
    assertThat(found.position()).isEqualTo(new Point(10.7769, 106.7009));
    assertThat(found.groups()).containsExactly("east");
    assertThat(found.within()).containsExactly("r", "a", "f", "b");
    assertThat(found.buildingId()).isEqualTo("b");
    assertThat(node.only("r").within()).containsExactly("r", "a", "f", "b");
    assertThat(node.only("r").path()).isEqualTo("Head office › 1st floor › East wing");
  }

  @Test
  void placesMayComeAfterWhatLiesInThem() throws Exception {
    node.hear(device("d", "b/f/a/r", "Smoke alarm", 1));
    assertThat(node.only("d").within()).containsExactly("r", "a", "f", "b");
    assertThat(node.only("d").path()).isNull();
    home();
    assertThat(node.only("d").path()).isEqualTo("Head office › 1st floor › East wing › Kitchen");
    assertThat(node.only("d").position()).isEqualTo(new Point(10.7769, 106.7009));
  }

  @Test
  void whatLiesInAPlaceFollowsIt() throws Exception {
    home();
    node.hear(device("d", "b/f/a/r", "Smoke alarm", 1));
    node.hear(place("b", "Main office", 2, HANOI, "all"));
    Finding found = node.only("d");
    assertThat(found.path()).isEqualTo("Main office › 1st floor › East wing › Kitchen");
    assertThat(found.position()).isEqualTo(new Point(21.0278, 105.8342));
    assertThat(found.groups()).containsExactly("east", "all");
    // and the thing's own next version is not hindered by it
    node.hear(device("d", "b/f/a/r", "Fire alarm", 2));
    assertThat(node.only("d").name()).isEqualTo("Fire alarm");
  }

  @Test
  void aMovedRoomTakesItsDevicesAlong() throws Exception {
    home();
    node.hear(place("b/f/w", "West wing", 1, null, "west"));
    node.hear(device("d", "b/f/a/r", "Smoke alarm", 1));
    node.hear(place("b/f/w/r", "Kitchen", 2));
    Finding found = node.only("d");
    assertThat(found.path()).isEqualTo("Head office › 1st floor › West wing › Kitchen");
    assertThat(found.within()).containsExactly("r", "w", "f", "b");
    assertThat(found.groups()).containsExactly("west");
  }

  @Test
  void aChangeThatGivesNothingNewTouchesNothing() throws Exception {
    home();
    node.hear(device("d", "b/f/a/r", "Smoke alarm", 1));
    Thing again = place("b", "Head office", 2, SAIGON, null);
    Outcome outcome = node.indexChanges().apply(ThingIndex.LIVE, List.of(again));
    assertThat(node.followPlaces().follow(ThingIndex.LIVE, outcome.places())).isZero();
  }

  @Test
  void moreThingsThanAPageFollow() throws Exception {
    home();
    Thing[] devices = new Thing[2500];
    for (int i = 0; i < devices.length; i++) {
      devices[i] = device("d" + i, "b/f/a/r", "Lamp " + i, 1);
    }
    node.hear(devices);
    node.hear(place("b", "Main office", 2));
    assertThat(
            node.search(iot.smarthome.search.query.entity.Scope.EVERYTHING, "q=Main", "kind=DEVICE")
                .total())
        .isEqualTo(2500);
  }

  /** The place changes after we looked and before we write; its own search came too early. */
  @Test
  void aPlaceThatChangesBetweenLookAndWriteIsNoticed() throws Exception {
    home();
    AtomicBoolean once = new AtomicBoolean();
    ThingIndex meddled =
        new Meddled(
            node.index(),
            () -> {
              if (once.compareAndSet(false, true)) {
                node.hear(place("b", "Main office", 2));
              }
            });
    new IndexChanges(meddled, Duration.ofMillis(50), Duration.ofMillis(500))
        .apply(ThingIndex.LIVE, List.of(device("d", "b/f/a/r", "Smoke alarm", 1)));
    node.index().refresh(ThingIndex.LIVE);
    assertThat(once).isTrue();
    assertThat(node.only("d").path()).isEqualTo("Main office › 1st floor › East wing › Kitchen");
  }

  @Test
  void whatOpenSearchWillNeverTakeIsToldAndTheRestIsWritten() throws Exception {
    Outcome outcome =
        node.hear(
            device("good", "b/f/a/r", "Lamp", 1),
            device("bad", "b/f/a/r", "Lamp", 1, "x".repeat(40_000), "ACTIVATED"));
    assertThat(outcome.refused()).containsOnlyKeys("bad");
    assertThat(outcome.refused().get("bad")).contains("immense term");
    assertThat(node.ids()).containsExactly("good");
  }

  @Test
  void withoutItsAliasNothingIsWrittenAnywhere() throws Exception {
    node.client().indices().delete(all -> all.index("things-v*"));
    Thing device = device("d", "b/f/a/r", "Lamp", 1);
    assertThatThrownBy(() -> node.indexChanges().apply(ThingIndex.LIVE, List.of(device)))
        .isInstanceOf(IndexUnavailableException.class);
    assertThatThrownBy(
            () ->
                node.index()
                    .write(
                        ThingIndex.LIVE,
                        List.of(new LocatedThing(device, Location.of(device, Place::unknown)))))
        .isInstanceOf(IndexUnavailableException.class);
    assertThat(node.client().indices().exists(index -> index.index("things")).value()).isFalse();
    assertThat(node.index().prepare()).isTrue();
    assertThat(node.index().prepare()).isFalse();
    node.hear(device);
    assertThat(node.ids()).containsExactly("d");
  }

  /** Something happens right before a write. */
  private record Meddled(ThingIndex index, Meddling before) implements ThingIndex {

    interface Meddling {
      void happen() throws InterruptedException;
    }

    @Override
    public List<Verdict> write(String target, List<LocatedThing> things) {
      try {
        before.happen();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return index.write(target, things);
    }

    @Override
    public boolean prepare() {
      return index.prepare();
    }

    @Override
    public Map<String, Place> places(String target, Collection<String> ids) {
      return index.places(target, ids);
    }

    @Override
    public List<Thing> behind(String target, List<Place> places, String afterId, int limit) {
      return index.behind(target, places, afterId, limit);
    }

    @Override
    public void refresh(String target) {
      index.refresh(target);
    }

    @Override
    public void forgetGone(Instant before) {
      index.forgetGone(before);
    }
  }
}
