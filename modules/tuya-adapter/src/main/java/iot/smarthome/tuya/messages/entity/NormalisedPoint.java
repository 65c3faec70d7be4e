package iot.smarthome.tuya.messages.entity;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * One reported value in the platform's form.
 *
 * @param code standard code
 * @param sourceCode the code as it came
 * @param value BigDecimal, Boolean or String, as {@code kind} says
 * @param unit UCUM code, null without one
 * @param scale decimal places of a NUMBER, null otherwise
 * @param raw as received
 */
public record NormalisedPoint(
    String code,
    String sourceCode,
    Kind kind,
    Object value,
    String unit,
    Integer scale,
    Object raw,
    Instant at,
    Set<Flag> flags) {

  /** What kind of value it is. */
  public enum Kind {
    NUMBER,
    BOOLEAN,
    ENUM,
    TEXT,
    JSON,
    RAW
  }

  /** What was odd about it; the value is kept all the same. */
  public enum Flag {
    OUT_OF_RANGE,
    UNDECLARED,
    WRONG_TYPE,
    UNKNOWN_UNIT,
    /** The specification's constraints are none that can be meant; none was applied. */
    UNREADABLE_CONSTRAINTS,
    /**
     * Said as text or number where the specification declares another type; the meaning is clear.
     */
    CONVERTED,
    /** The platform corrects this product's specification. */
    CORRECTED,
    /** A value of several parts that could not be taken apart. */
    UNDECODED,
    /** Something newer of this code has come before. */
    LATE,
    /** Not said by the device: the value that it latched has ended. */
    TIMED_OUT
  }

  public NormalisedPoint {
    flags = Set.copyOf(flags);
  }

  /** The same point with one more flag. */
  public NormalisedPoint flagged(Flag more) {
    if (flags.contains(more)) {
      return this;
    }
    Set<Flag> all = EnumSet.of(more);
    all.addAll(flags);
    return new NormalisedPoint(code, sourceCode, kind, value, unit, scale, raw, at, all);
  }
}
