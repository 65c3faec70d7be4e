package iot.smarthome.analyzer.hazard.entity;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one sensor for one hazard: its last word, and the alert that is open because of
 * it. Decides what an observation means.
 */
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

  private final String deviceId;
  private final Hazard hazard;
  private Instant lastAt = Instant.EPOCH;
  private String openAlertId;

  public HazardWatch(String deviceId, Hazard hazard) {
    this.deviceId = deviceId;
    this.hazard = hazard;
  }

  /**
   * @param value {@code alarm} or {@code normal}; any other word is no verdict on the hazard
   * @param at when the device made the observation; one that is not newer than the last counts for
   *     nothing
   */
  public Verdict observe(String value, Instant at) {
    boolean alarm = ALARM.equals(value);
    if (!alarm && !"normal".equals(value) || !at.isAfter(lastAt)) {
      return Verdict.NOTHING;
    }
    lastAt = at;
    if (alarm) {
      return openAlertId == null ? Verdict.RAISE : Verdict.NOTHING;
    }
    return openAlertId == null ? Verdict.NOTHING : Verdict.CLEAR;
  }

  public void opened(String alertId) {
    openAlertId = alertId;
  }

  public void closed() {
    openAlertId = null;
  }

  public String deviceId() {
    return deviceId;
  }

  public Hazard hazard() {
    return hazard;
  }

  public Optional<String> openAlertId() {
    return Optional.ofNullable(openAlertId);
  }
}
