package iot.smarthome.tuyamock.cloud.entity;

import java.util.Arrays;
import java.util.Optional;

/** What a data point holds, by its names in Tuya's two vocabularies. */
public enum PointType {
  BOOLEAN("Boolean", "bool"),
  INTEGER("Integer", "value"),
  ENUM("Enum", "enum"),
  STRING("String", "string"),
  JSON("Json", "string"),
  RAW("Raw", "raw"),
  BITMAP("Bitmap", "bitmap");

  private final String standard;
  private final String model;

  PointType(String standard, String model) {
    this.standard = standard;
    this.model = model;
  }

  /** The name in a specification, e.g. {@code Integer}. */
  public String standard() {
    return standard;
  }

  /** The name in a thing model, e.g. {@code value}. */
  public String model() {
    return model;
  }

  /** By either name, without regard to case. */
  public static Optional<PointType> of(String name) {
    return Arrays.stream(values())
        .filter(type -> type.standard.equalsIgnoreCase(name) || type.model.equalsIgnoreCase(name))
        .findFirst();
  }
}
