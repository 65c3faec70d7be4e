package iot.smarthome.messaging;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses between tries: doubled each time up to a ceiling, with full jitter so that replicas don't
 * return together.
 *
 * @param first pause after the first failure
 * @param ceiling no pause is longer
 */
public record Backoff(Duration first, Duration ceiling) {

  /**
   * @param attempt 1 for the first failure
   */
  public Duration afterFailure(int attempt) {
    long ceil = ceiling.toMillis();
    long doubled = first.toMillis() << Math.min(Math.max(attempt - 1, 0), 20);
    long limit = Math.max(1, Math.min(doubled, ceil));
    return Duration.ofMillis(limit / 2 + ThreadLocalRandom.current().nextLong(limit / 2 + 1));
  }
}
