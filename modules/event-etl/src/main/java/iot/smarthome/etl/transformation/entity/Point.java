package iot.smarthome.etl.transformation.entity;

import java.time.Instant;
import java.util.Objects;

/**
 * One value that a device reported.
 *
 * @param code standard code
 * @param sourceCode the code as the device sent it
 * @param value a {@link java.math.BigDecimal}, {@link Boolean} or {@link String}
 * @param unit UCUM code, null when there is none
 * @param at when the device says it was
 * @param reliable false when the specification does not declare the code, or another type for it
 */
public record Point(
    String code,
    String sourceCode,
    Kind kind,
    Object value,
    String unit,
    Instant at,
    boolean reliable) {

  public Point {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(sourceCode, "sourceCode");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(at, "at");
  }
}
