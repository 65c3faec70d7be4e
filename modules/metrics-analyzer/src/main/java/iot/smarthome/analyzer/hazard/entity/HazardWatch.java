package iot.smarthome.analyzer.hazard.entity;

import jakarta.nosql.Column;
import jakarta.nosql.Convert;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one sensor for one hazard: its last word, and the alert that is open because of
 * it. Decides what an observation means.
 */
@Entity("hazard_watches")
public class HazardWatch {

  /** What an observation asks for. */
  public enum Verdict {
    /** A new alarm. */
    RAISE,
    /** The alarm is over. */
    CLEAR,
    /** Known, repeated, outdated or harmless. */
    NOTHING
  }

  private static final String ALARM = "alarm";
  private static final String NORMAL = "normal";

  @Id private String id;
  @Column private String deviceId;
  @Column private Hazard hazard;

  @Column
  @Convert(InstantAsDate.class)
  private Instant lastAt = Instant.EPOCH;

  @Column private String openAlertId;

  /** For the mapping from the store. */
  protected HazardWatch() {}

  public HazardWatch(String deviceId, Hazard hazard) {
    this.id = id(deviceId, hazard);
    this.deviceId = deviceId;
    this.hazard = hazard;
  }

  public static String id(String deviceId, Hazard hazard) {
    return deviceId + ':' + hazard.name();
  }

  /** Whether the word is a verdict on a hazard at all. */
  public static boolean isVerdict(String value) {
    return ALARM.equals(value) || NORMAL.equals(value);
  }

  /**
   * @param value {@code alarm} or {@code normal}; any other word is no verdict on the hazard
   * @param at when the device made the observation; one that is not newer than the last counts for
   *     nothing, but an alarm of the same moment as the last normal does
   */
  public Verdict observe(String value, Instant at) {
    if (!isVerdict(value) || at.isBefore(lastAt)) {
      return Verdict.NOTHING;
    }
    if (ALARM.equals(value)) {
      lastAt = at;
      return openAlertId == null ? Verdict.RAISE : Verdict.NOTHING;
    }
    if (at.equals(lastAt)) {
      return Verdict.NOTHING;
    }
    lastAt = at;
    return openAlertId == null ? Verdict.NOTHING : Verdict.CLEAR;
  }

  public void opened(String alertId) {
    openAlertId = alertId;
  }

  public void closed() {
    openAlertId = null;
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

  /** When the device said its last word, to the millisecond; 1970 before its first. */
  public Instant lastAt() {
    return lastAt;
  }

  public Optional<String> openAlertId() {
    return Optional.ofNullable(openAlertId);
  }
}
