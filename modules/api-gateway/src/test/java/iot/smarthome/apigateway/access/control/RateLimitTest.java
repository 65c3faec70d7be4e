package iot.smarthome.apigateway.access.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private final AtomicLong nanos = new AtomicLong();
  private final RateLimit limit =
      new RateLimit(
          2,
          4,
          new TimeMeter() {
            @Override
            public long currentTimeNanos() {
              return nanos.get();
            }

            @Override
            public boolean isWallClockBased() {
              return false;
            }
          });

  @Test
  void letsABurstThroughThenSoManyASecondAndSaysWhenToTryAgain() throws Exception {
    for (int i = 0; i < 4; i++) {
      limit.count("engineer");
    }
    RefusedException refusal =
        catchThrowableOfType(RefusedException.class, () -> limit.count("engineer"));
    assertThat(refusal.failure().status()).isEqualTo(429);
    assertThat(refusal.failure().retryAfterSeconds()).isEqualTo(1);
    nanos.addAndGet(Duration.ofMillis(500).toNanos());
    limit.count("engineer");
    assertThatThrownBy(() -> limit.count("engineer")).isInstanceOf(RefusedException.class);
  }

  @Test
  void countsEachCallerAlone() throws Exception {
    for (int i = 0; i < 4; i++) {
      limit.count("engineer");
    }
    limit.count("resident");
  }

  @Test
  void refusesALimitThatLetsNobodyThrough() {
    assertThatThrownBy(() -> new RateLimit(0, 1)).hasMessageContaining("at least one");
    assertThatThrownBy(() -> new RateLimit(10, 1)).hasMessageContaining("10 and 1");
  }
}
