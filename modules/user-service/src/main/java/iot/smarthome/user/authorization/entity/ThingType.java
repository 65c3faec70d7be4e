package iot.smarthome.user.authorization.entity;

import java.util.Arrays;
import java.util.Optional;

/** What is projected from other services. */
public enum ThingType {
  BUILDING("Building"),
  FLOOR("Floor"),
  AREA("Area"),
  ROOM("Room"),
  DEVICE("Device"),
  ALERT("Alert");

  private final String entityType;

  ThingType(String entityType) {
    this.entityType = entityType;
  }

  /** As the schema names it. */
  public String entityType() {
    return entityType;
  }

  public boolean isPlace() {
    return this != DEVICE && this != ALERT;
  }

  public static Optional<ThingType> of(String entityType) {
    return Arrays.stream(values()).filter(type -> type.entityType.equals(entityType)).findFirst();
  }
}
