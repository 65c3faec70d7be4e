package iot.smarthome.tuya.messages.entity;

import java.util.Map;

/**
 * What a device's specification declares of one code.
 *
 * @param type Tuya's: Integer, Boolean, Enum, String, Json, Raw, Bitmap
 * @param values Tuya's constraints: unit, scale, min, max, range, label …
 * @param readable false when the constraints, or some of them, make no sense and were left out
 * @param corrected whether the platform knows better than the specification
 */
public record DataPoint(
    String code, String type, Map<String, Object> values, boolean readable, boolean corrected) {

  /** Decimal places that a product can mean; Tuya's have up to three. */
  public static final int MAX_SCALE = 18;

  /** A point with constraints that make sense. */
  public DataPoint(String code, String type, Map<String, Object> values) {
    this(code, type, values, true, false);
  }

  /** As the specification has it. */
  public DataPoint(String code, String type, Map<String, Object> values, boolean readable) {
    this(code, type, values, readable, false);
  }

  public DataPoint {
    values = Map.copyOf(values);
  }

  /** Decimal places of an Integer: its value is {@code raw / 10^scale}. */
  public int scale() {
    return values.get("scale") instanceof Number n ? n.intValue() : 0;
  }

  public String unit() {
    return values.get("unit") instanceof String s ? s : "";
  }
}
