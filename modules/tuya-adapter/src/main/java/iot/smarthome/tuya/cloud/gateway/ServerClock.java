package iot.smarthome.tuya.cloud.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Tuya's time: ours, and the difference that its answers have shown. */
@ApplicationScoped
class ServerClock {

  private static final long FIRST_OF_13_DIGITS = 1_000_000_000_000L;

  // an answer is that long on its way, and who is nearer to the truth is not known
  private static final long SAME_MILLIS = 2000;

  private final Clock clock;
  private volatile long skewMillis;

  ServerClock() {
    this(Clock.systemUTC());
  }

  ServerClock(Clock clock) {
    this.clock = clock;
  }

  /** What Tuya wants as {@code t}. */
  long millis() {
    return clock.millis() + skewMillis;
  }

  /**
   * @param serverTime {@code t} of an answer; what is no time of today is passed over
   */
  void follow(long serverTime) {
    if (serverTime >= FIRST_OF_13_DIGITS && Math.abs(serverTime - millis()) > SAME_MILLIS) {
      skewMillis = serverTime - clock.millis();
    }
  }
}
