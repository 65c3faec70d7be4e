package iot.smarthome.tuya.messages.entity;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All data points that one device declares. Scales and units differ between products, so each
 * device has its own.
 */
public final class Specification {

  private final String category;
  private final Map<String, DataPoint> points = new LinkedHashMap<>();

  /**
   * @param category Tuya category, e.g. {@code ywbj}
   * @param declared status before functions: where both declare a code, what is reported counts
   */
  public Specification(String category, Collection<DataPoint> declared) {
    this.category = category;
    declared.forEach(point -> points.putIfAbsent(point.code(), point));
  }

  public String category() {
    return category;
  }

  /** All points, each code once. */
  public Collection<DataPoint> points() {
    return List.copyOf(points.values());
  }

  public Optional<DataPoint> find(String code) {
    return Optional.ofNullable(points.get(code));
  }
}
