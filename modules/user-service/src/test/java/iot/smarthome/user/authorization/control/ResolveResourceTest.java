package iot.smarthome.user.authorization.control;

import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.rest.TimeOrderedId;
import iot.smarthome.user.authorization.entity.EntityRef;
import iot.smarthome.user.authorization.entity.Resource;
import iot.smarthome.user.authorization.entity.ThingType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ResolveResourceTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private final World world = new World();

  private static EntityRef device(String id) {
    return new EntityRef("Device", id);
  }

  @Test
  void findsWhereAThingIsAndWhoseItIs() {
    Resource d1 = world.resolve().find(device("d1"), Patience.NONE).orElseThrow();

    assertThat(d1.above())
        .extracting(EntityRef::toString)
        .containsExactly("Room::\"r1\"", "Area::\"a1\"", "Floor::\"f1\"", "Building::\"b1\"");
    assertThat(d1.responsible()).containsExactlyInAnyOrder("east", "house-1");
    assertThat(d1.owners()).containsExactly("olga");
    assertThat(d1.category()).isEqualTo("sgbj");
    Resource alert =
        world.resolve().find(new EntityRef("Alert", "al1"), Patience.NONE).orElseThrow();
    assertThat(alert.above()).hasSize(5).first().isEqualTo(device("d1"));
    assertThat(alert.category()).isEqualTo("sgbj");
  }

  @Test
  void needsTwoReadsAndThenNone() {
    ResolveResource resolve = world.resolve();
    world.reads = 0;
    resolve.find(device("d1"), resolve.patience());
    assertThat(world.reads).isEqualTo(2);
    resolve.find(device("d1"), resolve.patience());
    assertThat(world.reads).isEqualTo(2);
    resolve.find(device("da"), resolve.patience()); // the places above are known by now
    assertThat(world.reads).isEqualTo(3);
  }

  @Test
  void waitsForWhatIsOnItsWay() {
    world.patience(LONG);
    ResolveResource resolve = world.resolve();
    CompletableFuture<Optional<Resource>> asked =
        CompletableFuture.supplyAsync(() -> resolve.find(device("late"), resolve.patience()));
    Awaitility.await().until(() -> world.reads > 2);
    assertThat(asked).isNotDone();

    world.device("late", "sp", "r1", "a1", "f1", "b1");

    assertThat(asked)
        .succeedsWithin(Duration.ofSeconds(5))
        .satisfies(found -> assertThat(found).isPresent());
  }

  @Test
  void waitsForThePlaceOfAThingThatCameFirst() {
    world.patience(LONG);
    world.device("early", "sp", "new-room", "a1", "f1", "b1");
    ResolveResource resolve = world.resolve();
    CompletableFuture<Optional<Resource>> asked =
        CompletableFuture.supplyAsync(() -> resolve.find(device("early"), resolve.patience()));
    Awaitility.await().until(() -> world.reads > 3);
    assertThat(asked).isNotDone();

    world.place("new-room", ThingType.ROOM, "a1", null, "f1", "b1");

    assertThat(asked)
        .succeedsWithin(Duration.ofSeconds(5))
        .satisfies(found -> assertThat(found.orElseThrow().responsible()).contains("east"));
  }

  @Test
  void allOfABatchWaitTogether() {
    world.patience(LONG);
    ResolveResource resolve = world.resolve();
    Patience shared = new Patience(Duration.ofMillis(300));
    long start = System.nanoTime();
    for (int i = 0; i < 50; i++) {
      assertThat(resolve.find(device("never-" + i), shared)).isEmpty();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void givesUpAfterAWhile() {
    long start = System.nanoTime();
    assertThat(world.resolve().find(device("never"), new Patience(Duration.ofMillis(300))))
        .isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(250), Duration.ofSeconds(5));
  }

  @Test
  void doesNotWaitForWhatIsGoneOrOld() {
    world.patience(LONG);
    ResolveResource resolve = world.resolve();
    world.remove("d1", 5);

    assertThat(resolve.find(device("d1"), resolve.patience())).isEmpty();
    // an id of a year ago (RFC 9562)
    assertThat(resolve.find(device("019355a0-0000-7000-8000-000000000000"), resolve.patience()))
        .isEmpty();
    assertThat(resolve.find(device("r1"), resolve.patience())).isEmpty();
  }

  @Test
  void onlySoManyWait() {
    world.patience(LONG);
    ResolveResource resolve = world.resolve();
    List<CompletableFuture<Optional<Resource>>> waiting =
        List.of(
            CompletableFuture.supplyAsync(() -> resolve.find(device("x"), resolve.patience())),
            CompletableFuture.supplyAsync(() -> resolve.find(device("y"), resolve.patience())));
    // with both places taken, a third is answered at once
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> world.reads >= 4);
    assertThat(
            CompletableFuture.supplyAsync(
                () -> resolve.find(device(TimeOrderedId.next()), resolve.patience())))
        .succeedsWithin(Duration.ofSeconds(5))
        .satisfies(found -> assertThat(found).isEmpty());
    world.device("x", "sp", "r1");
    world.device("y", "sp", "r1");
    waiting.forEach(one -> assertThat(one).succeedsWithin(Duration.ofSeconds(5)));
  }

  @Test
  void anAlertOutlivesItsDevice() {
    world.put(
        new iot.smarthome.user.authorization.entity.Thing(
            "old",
            ThingType.ALERT,
            "d1",
            List.of("d1", "r1", "a1", "f1", "b1"),
            null,
            null,
            false,
            1));
    world.remove("d1", 0);

    Resource alert =
        world.resolve().find(new EntityRef("Alert", "old"), Patience.NONE).orElseThrow();

    assertThat(alert.above()).first().isEqualTo(new EntityRef("Room", "r1"));
    assertThat(alert.responsible()).contains("east");
  }
}
