package iot.smarthome.apigateway.access.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import iot.smarthome.apigateway.routing.control.Failure;
import java.time.Duration;

/** How often each caller may ask: so many requests a second, and so many at once (token bucket). */
public final class RateLimit {

  // whoever was quiet for so long has a full bucket anyway
  private static final Duration FORGOTTEN = Duration.ofMinutes(10);
  private static final int MOST_CALLERS = 100_000;

  private final int perSecond;
  private final int burst;
  private final TimeMeter clock;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(MOST_CALLERS)
          .expireAfterAccess(FORGOTTEN)
          .executor(Runnable::run)
          .build();

  public RateLimit(int perSecond, int burst) {
    this(perSecond, burst, TimeMeter.SYSTEM_NANOTIME);
  }

  RateLimit(int perSecond, int burst, TimeMeter clock) {
    if (perSecond < 1 || burst < perSecond) {
      throw new IllegalArgumentException(
          "A rate limit needs at least one request a second and a burst of at least as many, not "
              + perSecond
              + " and "
              + burst);
    }
    this.perSecond = perSecond;
    this.burst = burst;
    this.clock = clock;
  }

  /**
   * Counts a request.
   *
   * @throws RefusedException 429, with the seconds after which one is free again
   */
  public void count(String caller) throws RefusedException {
    ConsumptionProbe probe = buckets.get(caller, this::bucket).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      long wait = Duration.ofNanos(probe.getNanosToWaitForRefill()).plusMillis(999).toSeconds();
      throw new RefusedException(
          new Failure(
              429,
              "too-many-requests",
              "Too many requests",
              "At most " + perSecond + " requests a second, " + burst + " at once.",
              Math.toIntExact(Math.max(1, wait))));
    }
  }

  private Bucket bucket(String caller) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
        .withCustomTimePrecision(clock)
        .build();
  }
}
