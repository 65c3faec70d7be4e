package iot.smarthome.tuya.cloud.gateway;

/**
 * Spaces calls evenly: Tuya counts calls per second and project, and answers an excess with 1199.
 */
final class CallRate {

  /** Waits; a test counts instead. */
  interface Pause {
    void nanos(long nanos) throws InterruptedException;
  }

  private final long gapNanos;
  private final java.util.function.LongSupplier nanoTime;
  private final Pause pause;
  private long next;

  CallRate(int callsPerSecond, java.util.function.LongSupplier nanoTime, Pause pause) {
    this.gapNanos = 1_000_000_000L / Math.max(1, callsPerSecond);
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.next = nanoTime.getAsLong();
  }

  /** Returns when it is this call's turn. */
  void take() throws InterruptedException {
    long wait;
    synchronized (this) {
      long now = nanoTime.getAsLong();
      if (next - now < 0) {
        next = now;
      }
      wait = next - now;
      next += gapNanos;
    }
    if (wait > 0) {
      pause.nanos(wait);
    }
  }
}
