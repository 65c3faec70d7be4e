package iot.smarthome.user.authorization.entity;

import java.util.Objects;

/**
 * Names one entity that policies can speak of.
 *
 * @param type as in the schema, e.g. {@code Device}
 */
public record EntityRef(String type, String id) {

  /** The platform itself, for what concerns no single thing. */
  public static final EntityRef PLATFORM = new EntityRef("Platform", "smarthome");

  public EntityRef {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(id, "id");
  }

  @Override
  public String toString() {
    return type + "::\"" + id.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
