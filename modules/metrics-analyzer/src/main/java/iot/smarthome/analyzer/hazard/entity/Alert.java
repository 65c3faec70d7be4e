package iot.smarthome.analyzer.hazard.entity;

import jakarta.nosql.Column;
import jakarta.nosql.Convert;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;
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
@Entity("alerts")
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

  @Id private String id;
  @Column private String deviceId;
  // by which lists leave out what their caller may not see
  @Column private String category;
  @Column private Hazard hazard;

  // fields of its own: the mapping makes an object of an embedded one also where there is none
  @Column private String buildingId;
  @Column private String floorId;
  @Column private String areaId;
  @Column private String roomId;

  @Column private Evidence evidence;
  @Column private State state = State.OPEN;

  // a field of its own, because a partial index takes no more than an equality
  @Column private boolean open = true;

  @Column
  @Convert(InstantAsDate.class)
  private Instant acknowledgedAt;

  @Column
  @Convert(InstantAsDate.class)
  private Instant clearedAt;

  @Column private long version = 1;

  /** For the mapping from the store. */
  protected Alert() {}

  private Alert(
      String id,
      String deviceId,
      String category,
      Hazard hazard,
      Location location,
      Evidence evidence) {
    this.id = Objects.requireNonNull(id, "id");
    this.deviceId = Objects.requireNonNull(deviceId, "deviceId");
    this.category = category;
    this.hazard = Objects.requireNonNull(hazard, "hazard");
    this.evidence = Objects.requireNonNull(evidence, "evidence");
    if (location != null) {
      buildingId = location.buildingId();
      floorId = location.floorId();
      areaId = location.areaId();
      roomId = location.roomId();
    }
  }

  /**
   * @param id ids ascend in the order in which alerts are raised
   * @param category of the device, null when it is not known
   * @param location null when it is not known
   */
  public static Alert raise(
      String id,
      String deviceId,
      String category,
      Hazard hazard,
      Location location,
      Evidence evidence) {
    return new Alert(id, deviceId, category, hazard, location, evidence);
  }

  /**
   * Somebody takes care of it.
   *
   * @param now when they said so
   * @return false when somebody already does
   * @throws IllegalStateException when it is over
   */
  public boolean acknowledge(Instant now) {
    if (state == State.CLEARED) {
      throw new IllegalStateException("The alert was cleared at " + clearedAt);
    }
    if (state == State.ACKNOWLEDGED) {
      return false;
    }
    state = State.ACKNOWLEDGED;
    acknowledgedAt = now;
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
    open = false;
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

  public Optional<Location> location() {
    return buildingId == null
        ? Optional.empty()
        : Optional.of(new Location(buildingId, floorId, areaId, roomId));
  }

  /** Whether the hazard is still there. */
  public boolean isOpen() {
    return open;
  }

  public Optional<Instant> acknowledgedAt() {
    return Optional.ofNullable(acknowledgedAt);
  }

  public Optional<Instant> clearedAt() {
    return Optional.ofNullable(clearedAt);
  }

  public long version() {
    return version;
  }
}
