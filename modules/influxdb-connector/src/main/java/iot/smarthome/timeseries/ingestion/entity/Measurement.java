package iot.smarthome.timeseries.ingestion.entity;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * One value of one device at one time. Device, name, source code and time make its identity: the
 * same written again is no second point.
 *
 * @param family what it is about, as {@code climate}
 * @param name as {@code temperature}
 * @param kind NUMBER, BOOLEAN, ENUM, TEXT, JSON or RAW
 * @param value a Double, Boolean or String
 * @param unit UCUM, may be null
 * @param sourceCode Tuya's code, which tells apart what has the same name
 * @param place ids by {@code building}, {@code floor}, {@code area}, {@code room}, as far as known
 */
public record Measurement(
    String deviceId,
    String category,
    String family,
    String name,
    String kind,
    Object value,
    String unit,
    String sourceCode,
    Instant at,
    Map<String, String> place) {

  public Measurement {
    Objects.requireNonNull(deviceId, "deviceId");
    Objects.requireNonNull(family, "family");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(at, "at");
    place = Map.copyOf(place);
    if (!(value instanceof Double || value instanceof Boolean || value instanceof String)) {
      throw new IllegalArgumentException("No value of a measurement: " + value.getClass());
    }
  }
}
