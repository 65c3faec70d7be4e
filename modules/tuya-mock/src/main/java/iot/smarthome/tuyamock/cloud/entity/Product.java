package iot.smarthome.tuyamock.cloud.entity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/** A make of devices; all devices of it share this. */
public final class Product {

  private final String id;
  private final String category;
  private final String name;
  private final List<DataPoint> points;
  private final Map<String, Integer> byCode = new HashMap<>();
  private final Map<String, Integer> byModelCode = new HashMap<>();

  public Product(String id, String category, String name, List<DataPoint> points) {
    this.id = Objects.requireNonNull(id, "id");
    this.category = Objects.requireNonNull(category, "category");
    this.name = Objects.requireNonNull(name, "name");
    this.points = List.copyOf(points);
    for (int i = 0; i < this.points.size(); i++) {
      byCode.putIfAbsent(this.points.get(i).code(), i);
      byModelCode.putIfAbsent(this.points.get(i).modelCode(), i);
    }
  }

  public String id() {
    return id;
  }

  public String category() {
    return category;
  }

  public String name() {
    return name;
  }

  public List<DataPoint> points() {
    return points;
  }

  /** Where in {@link #points} the standard code is. */
  public OptionalInt indexOf(String code) {
    return index(byCode.get(code));
  }

  /** Where in {@link #points} the thing model's code is. */
  public OptionalInt indexOfModel(String modelCode) {
    return index(byModelCode.get(modelCode));
  }

  private static OptionalInt index(Integer index) {
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  public boolean hasFunctions() {
    return points.stream().anyMatch(point -> point.access().isWritable());
  }
}
