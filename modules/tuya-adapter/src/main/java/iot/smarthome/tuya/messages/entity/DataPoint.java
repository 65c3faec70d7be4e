package iot.smarthome.tuya.messages.entity;

import java.util.Map;

/**
 * What a device's specification declares of one code.
 *
 * @param type Tuya's: Integer, Boolean, Enum, String, Json, Raw, Bitmap
 * @param values Tuya's constraints: unit, scale, min, max, range, label …
 */
public record DataPoint(String code, String type, Map<String, Object> values) {

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
