package iot.smarthome.analyzer.hazard.entity;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A hazard that a person must see.
 *
 * <pre>
 *   raise ──► OPEN ──acknowledge──► ACKNOWLEDGED
 *               └───────clear──────────┴──► CLEARED
 * </pre>
 *
 * <p>At most one alert that is not cleared exists for a device and hazard; the store enforces it.
 */
public class Alert {

  /** Where the alert stands. */
  public enum State {
    /** Nobody has answered yet. */
    OPEN,
    /** Somebody takes care; the hazard is still there. */
    ACKNOWLEDGED,
    /** The sensor is back to normal. */
    CLEARED
  }

  private final String id;
  private final String deviceId;
  private final Hazard hazard;
  private final Evidence evidence;
  private State state = State.OPEN;
  private Instant clearedAt;
  private long version = 1;

  private Alert(String id, String deviceId, Hazard hazard, Evidence evidence) {
    this.id = Objects.requireNonNull(id, "id");
    this.deviceId = Objects.requireNonNull(deviceId, "deviceId");
    this.hazard = Objects.requireNonNull(hazard, "hazard");
    this.evidence = Objects.requireNonNull(evidence, "evidence");
  }

  public static Alert raise(String id, String deviceId, Hazard hazard, Evidence evidence) {
    return new Alert(id, deviceId, hazard, evidence);
  }

  /**
   * Somebody takes care of it.
   *
   * @return false when somebody already does
   * @throws IllegalStateException when it is over
   */
  public boolean acknowledge() {
    if (state == State.CLEARED) {
      throw new IllegalStateException("The alert was cleared at " + clearedAt);
    }
    if (state == State.ACKNOWLEDGED) {
      return false;
    }
    state = State.ACKNOWLEDGED;
    version++;
    return true;
  }

  /**
   * The sensor says that the hazard is over.
   *
   * @param at when the device said so
   * @return false when it is over already, or when the word is older than the alarm
   */
  public boolean clear(Instant at) {
    if (state == State.CLEARED || !at.isAfter(evidence.at())) {
      return false;
    }
    state = State.CLEARED;
    clearedAt = at;
    version++;
    return true;
  }

  public String id() {
    return id;
  }

  public String deviceId() {
    return deviceId;
  }

  public Hazard hazard() {
    return hazard;
  }

  public Evidence evidence() {
    return evidence;
  }

  public State state() {
    return state;
  }

  public Instant raisedAt() {
    return evidence.at();
  }

  public Optional<Instant> clearedAt() {
    return Optional.ofNullable(clearedAt);
  }

  public long version() {
    return version;
  }
}
