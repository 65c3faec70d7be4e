package iot.smarthome.user.authorization.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.user.authorization.entity.AuditEntry;
import iot.smarthome.user.authorization.entity.Decision;
import iot.smarthome.user.authorization.entity.EntityRef;
import iot.smarthome.user.authorization.gateway.AuditFilter;
import iot.smarthome.user.authorization.gateway.AuditLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class AuditTrailTest {

  private static final Decision DENIED =
      new Decision(
          Decision.Outcome.DENY, "readDevice", new EntityRef("Device", "d"), List.of(), "No.");
  private final World world = new World();

  /** A store that can be held up and can fail. */
  private static final class Store implements AuditLog {
    final List<AuditEntry> written = new CopyOnWriteArrayList<>();
    final CountDownLatch open = new CountDownLatch(1);
    final AtomicInteger failures = new AtomicInteger();
    final AtomicInteger calls = new AtomicInteger();

    @Override
    public void append(List<AuditEntry> entries) {
      calls.incrementAndGet();
      try {
        if (!open.await(30, TimeUnit.SECONDS)) {
          throw new IllegalStateException("never opened");
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (failures.getAndDecrement() > 0) {
        throw new IllegalStateException("away");
      }
      written.addAll(entries);
    }

    @Override
    public List<AuditEntry> find(AuditFilter filter, String beforeId, int limit) {
      return written;
    }
  }

  private void deny(AuditTrail trail) {
    trail.record(world.who("erik"), null, Ask.call("GET", "/devices/d"), DENIED);
  }

  @Test
  void losesNothingWhenTheServiceStops() {
    Store store = new Store();
    AuditTrail trail = new AuditTrail(store, World.ENGINE, 5_000, Duration.ofSeconds(5));
    for (int i = 0; i < 2_000; i++) {
      deny(trail);
    }
    assertThat(trail.unwritten()).isEqualTo(2_000);
    store.open.countDown();
    trail.stop();

    assertThat(store.written).hasSize(2_000);
    assertThat(store.written).extracting(AuditEntry::id).doesNotHaveDuplicates();
    assertThat(store.calls).as("batches").hasValueLessThan(100);
    assertThat(trail.unwritten()).isZero();
    // and one that comes after the stop is written as well
    deny(trail);
    assertThat(store.written).hasSize(2_001);
  }

  @Test
  void triesAgainUntilItIsWritten() {
    Store store = new Store();
    store.failures.set(2);
    store.open.countDown();
    AuditTrail trail = new AuditTrail(store, World.ENGINE, 10, Duration.ofSeconds(5));
    deny(trail);

    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> store.written.size() == 1);
    trail.stop();
    assertThat(store.calls).hasValue(3);
  }

  @Test
  void givesNoDecisionThatItCannotWriteDown() {
    Store store = new Store();
    AuditTrail trail = new AuditTrail(store, World.ENGINE, 2, Duration.ofMillis(50));
    deny(trail);
    Awaitility.await().until(() -> store.calls.get() == 1);
    deny(trail);
    deny(trail);

    assertThatThrownBy(() -> deny(trail))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(503));
    // what need not be written is decided all the same
    trail.record(
        world.who("erik"),
        null,
        Ask.call("GET", "/devices/d"),
        new Decision(
            Decision.Outcome.ALLOW, "readDevice", new EntityRef("Device", "d"), List.of(), "Yes."));
    store.open.countDown();
    trail.stop();
    assertThat(store.written).hasSize(3);
  }
}
