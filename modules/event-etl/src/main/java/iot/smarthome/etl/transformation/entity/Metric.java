package iot.smarthome.etl.transformation.entity;

import java.time.Instant;
import java.util.Objects;

/**
 * One measured value.
 *
 * @param family e.g. {@code climate}
 * @param name e.g. {@code temperature}, unique in its family for a device
 * @param value a {@link java.math.BigDecimal}, {@link Boolean} or {@link String}
 * @param unit UCUM code, null when there is none
 * @param sourceCode the code as the device sent it
 */
public record Metric(
    String family,
    String name,
    Kind kind,
    Object value,
    String unit,
    Instant at,
    String sourceCode) {

  public Metric {
    Objects.requireNonNull(family, "family");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(at, "at");
  }
}
