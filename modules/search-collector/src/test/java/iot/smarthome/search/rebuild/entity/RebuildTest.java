package iot.smarthome.search.rebuild.entity;

import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.search.rebuild.entity.Rebuild.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RebuildTest {

  private static final Instant T0 = Instant.parse("2026-11-24T10:00:00Z");
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final Rebuild begun = Rebuild.begin("r1", "me", "test", T0);

  @Test
  void livesAsLongAsItIsHeardOf() {
    assertThat(begun.isAbandoned(T0.plusSeconds(30), LEASE)).isFalse();
    assertThat(begun.isAbandoned(T0.plusSeconds(31), LEASE)).isTrue();
    Rebuild on = begun.into("things-v2", T0).progressed(10, 9, 1, T0.plusSeconds(20));
    assertThat(on.isAbandoned(T0.plusSeconds(31), LEASE)).isFalse();
    assertThat(on.read()).isEqualTo(10);
    assertThat(on.written()).isEqualTo(9);
    assertThat(on.skipped()).isEqualTo(1);
    Rebuild done = on.finished(State.DONE, null, T0.plusSeconds(21));
    assertThat(done.isAbandoned(T0.plusSeconds(999), LEASE)).isFalse();
    assertThat(done.index()).isEqualTo("things-v2");
  }

  @Test
  void isBegunAgainFromTheStartButNotForEver() {
    Rebuild next =
        begun.into("things-v2", T0).progressed(10, 9, 1, T0).takenOver("you", T0.plusSeconds(40));
    assertThat(next.owner()).isEqualTo("you");
    assertThat(next.attempt()).isEqualTo(2);
    assertThat(next.read()).isZero();
    assertThat(next.index()).isNull();
    Rebuild last = begun;
    while (last.isRunning()) {
      last = last.takenOver("another", T0);
    }
    assertThat(last.attempt()).isEqualTo(Rebuild.MAX_ATTEMPTS);
    assertThat(last.state()).isEqualTo(State.FAILED);
    assertThat(last.reason()).contains("20 attempts");
  }
}
