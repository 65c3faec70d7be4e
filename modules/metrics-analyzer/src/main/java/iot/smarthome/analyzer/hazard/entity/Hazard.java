package iot.smarthome.analyzer.hazard.entity;

import java.util.Arrays;
import java.util.Optional;

/** What may happen in a building, and which metric tells of it. */
public enum Hazard {
  SMOKE("smoke", Severity.CRITICAL),
  GAS("gas", Severity.CRITICAL),
  CARBON_MONOXIDE("carbon_monoxide", Severity.CRITICAL),
  WATER_LEAK("water_leak", Severity.HIGH);

  private final String metric;
  private final Severity severity;

  Hazard(String metric, Severity severity) {
    this.metric = metric;
    this.severity = severity;
  }

  /** The name of the safety metric whose value is {@code alarm} or {@code normal}. */
  public String metric() {
    return metric;
  }

  public Severity severity() {
    return severity;
  }

  public static Optional<Hazard> ofMetric(String name) {
    return Arrays.stream(values()).filter(hazard -> hazard.metric.equals(name)).findFirst();
  }

  /** How soon a person must act. */
  public enum Severity {
    /** Life is in danger. */
    CRITICAL,
    /** Damage is being done. */
    HIGH
  }
}
