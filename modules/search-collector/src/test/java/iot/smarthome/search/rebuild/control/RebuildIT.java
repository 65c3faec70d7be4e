package iot.smarthome.search.rebuild.control;

import static iot.smarthome.search.Things.NOW;
import static iot.smarthome.search.Things.device;
import static iot.smarthome.search.Things.place;
import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.messaging.Backoff;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.search.Events;
import iot.smarthome.search.SearchNode;
import iot.smarthome.search.indexing.entity.Kind;
import iot.smarthome.search.indexing.entity.Position;
import iot.smarthome.search.indexing.entity.Thing;
import iot.smarthome.search.indexing.gateway.ThingIndex;
import iot.smarthome.search.query.entity.Scope;
import iot.smarthome.search.rebuild.entity.Rebuild;
import iot.smarthome.search.rebuild.entity.Rebuild.State;
import iot.smarthome.search.rebuild.gateway.ChangeHistory;
import iot.smarthome.search.rebuild.gateway.HistoryIncompleteException;
import iot.smarthome.search.rebuild.gateway.Rebuilds.Known;
import iot.smarthome.search.rebuild.gateway.opensearch.OpenSearchGenerations;
import iot.smarthome.search.rebuild.gateway.opensearch.OpenSearchRebuilds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real OpenSearch node; what happens meanwhile happens at exactly chosen moments. */
class RebuildIT {

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final int DEVICES = 250;

  private final RecordedHistory history = new RecordedHistory();
  private SearchNode node;
  private RebuildIndex rebuild;

  @BeforeEach
  void town() throws InterruptedException {
    node = SearchNode.empty();
    rebuild = instance(history, Clock.systemUTC());
    live(place("b", "Home", 1, new Position(10, 20), null));
    live(place("b/f", "Floor", 1));
    live(place("b/f/a", "Area", 1));
    live(place("b/f/a/r", "Room", 1));
    for (int i = 0; i < DEVICES; i++) {
      Thing device = device("d" + i, "b/f/a/r", "Lamp", 1);
      history.add(Events.of(device));
    }
    Thing[] devices = new Thing[DEVICES];
    for (int i = 0; i < DEVICES; i++) {
      devices[i] = device("d" + i, "b/f/a/r", "Lamp", 1);
    }
    node.hear(devices);
  }

  private RebuildIndex instance(ChangeHistory read, Clock clock) {
    return new RebuildIndex(
        new OpenSearchRebuilds(node.client()),
        new OpenSearchGenerations(node.client(), 1),
        read,
        node.indexChanges(),
        node.followPlaces(),
        clock,
        LEASE,
        new Backoff(Duration.ofMillis(50), Duration.ofMillis(100)));
  }

  /** A change as all hear of it: Kafka keeps it, and the live index takes it. */
  private void live(Thing thing) throws InterruptedException {
    history.add(Events.of(thing));
    node.hear(thing);
  }

  private long devices(String... parameters) {
    return node.search(Scope.EVERYTHING, parameters).total();
  }

  private Set<String> indices() throws IOException {
    return new TreeSet<>(
        node.client().indices().getAlias(get -> get.index("things-v*")).result().keySet());
  }

  @Test
  void makesTheIndexAnewWhileEventsFlow() throws Exception {
    AtomicInteger pages = new AtomicInteger();
    history.duringReading =
        () -> {
          int page = pages.incrementAndGet();
          // searched all the while
          assertThat(devices("kind=DEVICE")).isGreaterThanOrEqualTo(DEVICES - 1);
          if (page == 1) {
            live(device("during", "b/f/a/r", "During", 1));
          }
          if (page == 3) {
            live(place("b", "House", 2, new Position(11, 21), null));
            live(Thing.gone("d7", Kind.DEVICE, 2, NOW));
          }
        };
    AtomicInteger swaps = new AtomicInteger();
    history.beforeSwap =
        () -> {
          // all was read, and the alias still leads to the old index: the narrow moment
          if (swaps.incrementAndGet() == 1) {
            live(device("narrow", "b/f/a/r", "Narrow", 1));
          }
        };
    history.afterSwap = () -> live(device("after", "b/f/a/r", "After", 1));

    rebuild.work(rebuild.begin("for a test").orElseThrow());

    Rebuild done = rebuild.current().orElseThrow();
    assertThat(done.state()).isEqualTo(State.DONE);
    assertThat(done.index()).isEqualTo("things-v2");
    assertThat(done.read()).isEqualTo(DEVICES + 4 + 5);
    assertThat(done.skipped()).isZero();
    assertThat(indices()).containsExactly("things-v2");
    node.index().refresh(ThingIndex.LIVE);
    assertThat(devices("kind=DEVICE")).isEqualTo(DEVICES - 1 + 3);
    assertThat(devices("kind=DEVICE", "q=House")).isEqualTo(DEVICES - 1 + 3);
    assertThat(node.ids("q=during")).containsExactly("during");
    assertThat(node.ids("q=narrow")).containsExactly("narrow");
    assertThat(node.ids("q=after")).containsExactly("after");
    assertThat(devices("near=11,21", "within=1km", "kind=DEVICE")).isEqualTo(DEVICES - 1 + 3);
    assertThat(node.client().indices().existsAlias(alias -> alias.name(ThingIndex.NEXT)).value())
        .isFalse();
    // a late event of what is gone finds its tombstone in the new index as well
    node.hear(device("d7", "b/f/a/r", "Lamp", 1));
    assertThat(devices("kind=DEVICE")).isEqualTo(DEVICES - 1 + 3);
  }

  @Test
  void isBegunAgainWhenItsInstanceDies() throws Exception {
    AtomicInteger pages = new AtomicInteger();
    history.duringReading =
        () -> {
          if (pages.incrementAndGet() == 2) {
            throw new IllegalStateException("the power fails");
          }
        };
    rebuild.work(rebuild.begin("for a test").orElseThrow());
    assertThat(rebuild.current().orElseThrow().isRunning()).isTrue();
    assertThat(indices()).containsExactly("things-v1", "things-v2");
    assertThat(devices("kind=DEVICE")).isEqualTo(DEVICES);

    RebuildIndex another = instance(history, Clock.offset(Clock.systemUTC(), LEASE.plusSeconds(1)));
    assertThat(rebuild.takeAbandoned()).as("the lease still runs").isEmpty();
    another.work(another.takeAbandoned().orElseThrow());

    Rebuild done = rebuild.current().orElseThrow();
    assertThat(done.state()).isEqualTo(State.DONE);
    assertThat(done.attempt()).isEqualTo(2);
    assertThat(indices()).containsExactly(done.index());
    node.index().refresh(ThingIndex.LIVE);
    assertThat(devices("kind=DEVICE")).isEqualTo(DEVICES);
  }

  @Test
  void isBegunAgainWhenItsInstanceDiesRightAfterTheSwap() throws Exception {
    AtomicInteger swaps = new AtomicInteger();
    history.afterSwap =
        () -> {
          if (swaps.incrementAndGet() == 1) {
            throw new IllegalStateException("the power fails");
          }
        };
    history.beforeSwap =
        () -> {
          live(device("narrow", "b/f/a/r", "Narrow", 1));
          history.beforeSwap = () -> {};
        };
    rebuild.work(rebuild.begin("for a test").orElseThrow());
    assertThat(rebuild.current().orElseThrow().isRunning()).isTrue();

    RebuildIndex another = instance(history, Clock.offset(Clock.systemUTC(), LEASE.plusSeconds(1)));
    another.work(another.takeAbandoned().orElseThrow());
    assertThat(rebuild.current().orElseThrow().state()).isEqualTo(State.DONE);
    node.index().refresh(ThingIndex.LIVE);
    assertThat(node.ids("q=narrow")).containsExactly("narrow");
    assertThat(devices("kind=DEVICE")).isEqualTo(DEVICES + 1);
    assertThat(indices()).hasSize(1);
  }

  @Test
  void anInstanceThatWasAwayTooLongLeavesItToTheOther() throws Exception {
    Known slow = rebuild.begin("for a test").orElseThrow();
    RebuildIndex another = instance(history, Clock.offset(Clock.systemUTC(), LEASE.plusSeconds(1)));
    Known taken = another.takeAbandoned().orElseThrow();
    rebuild.work(slow);
    assertThat(indices()).as("it has touched nothing").containsExactly("things-v1");
    assertThat(rebuild.current().orElseThrow().owner()).isEqualTo(taken.rebuild().owner());
    assertThat(rebuild.current().orElseThrow().isRunning()).isTrue();
    another.work(taken);
    assertThat(rebuild.current().orElseThrow().state()).isEqualTo(State.DONE);
    assertThat(indices()).hasSize(1);
    node.index().refresh(ThingIndex.LIVE);
    assertThat(devices("kind=DEVICE")).isEqualTo(DEVICES);
  }

  @Test
  void runsOnceAtATime() throws Exception {
    Known first = rebuild.begin("for a test").orElseThrow();
    assertThat(rebuild.begin("again")).isEmpty();
    assertThat(instance(history, Clock.systemUTC()).begin("elsewhere")).isEmpty();
    rebuild.work(first);
    assertThat(rebuild.begin("later")).isPresent();
  }

  @Test
  void failsWhenKafkaHasLostChangesAndTouchesNothing() throws Exception {
    RebuildIndex incomplete =
        instance(
            () -> {
              throw new HistoryIncompleteException("device.cdc.v1 deletes old changes", null);
            },
            Clock.systemUTC());
    incomplete.work(incomplete.begin("for a test").orElseThrow());
    Rebuild failed = rebuild.current().orElseThrow();
    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(failed.reason()).contains("device.cdc.v1");
    assertThat(indices()).containsExactly("things-v1");
    assertThat(devices("kind=DEVICE")).isEqualTo(DEVICES);
    assertThat(rebuild.begin("again")).isPresent();
  }

  @Test
  void passesOverWhatCannotBeRead() throws Exception {
    history.add(null);
    history.add(
        new EventEnvelope(
            "x",
            "iot.smarthome.device.updated",
            "/device-service",
            NOW,
            "x",
            null,
            "no json".getBytes(StandardCharsets.UTF_8)));
    rebuild.work(rebuild.begin("for a test").orElseThrow());
    assertThat(rebuild.current().orElseThrow().state()).isEqualTo(State.DONE);
    assertThat(rebuild.current().orElseThrow().skipped()).isEqualTo(2);
  }
}
