package iot.smarthome.user.authorization.control;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How long a caller still waits, in all, for what may be on its way; shared by all of a batch. */
public final class Patience {

  /** Does not wait. */
  public static final Patience NONE = new Patience(Duration.ZERO);

  private final long end;

  public Patience(Duration from) {
    this.end = System.nanoTime() + from.toNanos();
  }

  long leftMillis() {
    return Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
  }
}
