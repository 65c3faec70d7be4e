package iot.smarthome.analyzer.hazard.entity;

import java.time.Instant;
import java.util.Objects;

/**
 * The observation that an alert rests on.
 *
 * @param at when the device made it
 */
public record Evidence(String metric, String value, Instant at) {

  public Evidence {
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(at, "at");
  }
}
