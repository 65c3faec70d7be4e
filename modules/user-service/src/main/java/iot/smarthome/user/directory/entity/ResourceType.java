package iot.smarthome.user.directory.entity;

import java.util.Arrays;
import java.util.Optional;

/** What can be owned. */
public enum ResourceType {
  ROOM,
  DEVICE;

  public static Optional<ResourceType> of(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }
}
