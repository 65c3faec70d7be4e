package iot.smarthome.cdc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** What a relay tells about itself: to health checks and metrics. */
public final class CdcStatus {

  /** Where a relay is. */
  public enum State {
    /** No contact with the database yet. */
    STARTING,
    /** Another instance relays the collection. */
    STANDBY,
    /** Publishing the whole collection. */
    SNAPSHOT,
    /** Relaying changes. */
    STREAMING,
    /** Waiting after a failure. */
    FAILING,
    STOPPED
  }

  private final Clock clock;
  private volatile State state = State.STARTING;
  private volatile Instant aliveAt;
  private volatile Instant waitingSince;
  private volatile String lastFailure = "";
  private final AtomicLong published = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();
  private final AtomicLong snapshots = new AtomicLong();

  CdcStatus(Clock clock) {
    this.clock = clock;
    this.aliveAt = clock.instant();
  }

  void alive() {
    aliveAt = clock.instant();
  }

  void become(State next) {
    state = next;
    alive();
  }

  void failed(Throwable failure) {
    lastFailure = String.valueOf(failure);
    become(State.FAILING);
  }

  void caughtUp() {
    waitingSince = null;
  }

  void waitingSince(Instant oldest) {
    waitingSince = oldest;
  }

  void countPublished() {
    published.incrementAndGet();
  }

  void countRejected() {
    rejected.incrementAndGet();
  }

  void countSnapshot() {
    snapshots.incrementAndGet();
  }

  public State state() {
    return state;
  }

  public boolean isActive() {
    return state == State.SNAPSHOT || state == State.STREAMING;
  }

  /** Age in seconds of the oldest change read but not yet on Kafka; 0 when there is none. */
  public double lagSeconds() {
    Instant oldest = waitingSince;
    return oldest == null
        ? 0
        : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
  }

  /** Time since the relay last went round its loop. */
  public Duration silence() {
    return Duration.between(aliveAt, clock.instant());
  }

  /** Changes acknowledged by Kafka. */
  public long published() {
    return published.get();
  }

  /** Changes that could not be mapped or are refused by Kafka for good. */
  public long rejected() {
    return rejected.get();
  }

  /** How often the whole collection was published. */
  public long snapshots() {
    return snapshots.get();
  }

  /** Empty when nothing has failed yet. */
  public String lastFailure() {
    return lastFailure;
  }
}
