package iot.smarthome.tuyamock.cloud.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The cloud's own clock, which can be put wrong. */
@ApplicationScoped
public class CloudClock {

  private final Clock clock;
  private volatile Duration offset = Duration.ZERO;

  public CloudClock() {
    this(Clock.systemUTC());
  }

  public CloudClock(Clock clock) {
    this.clock = clock;
  }

  public Instant now() {
    return clock.instant().plus(offset);
  }

  /** Milliseconds since 1970. */
  public long millis() {
    return now().toEpochMilli();
  }

  public Duration offset() {
    return offset;
  }

  /**
   * @param by positive: the cloud is ahead of the world
   */
  public void shift(Duration by) {
    offset = by;
  }
}
