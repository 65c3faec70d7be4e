package iot.smarthome.building.structure.entity;

import java.util.Objects;

/**
 * What people say of a place.
 *
 * @param code short, unique within the parent
 * @param address postal, may be null
 * @param geo may be null
 * @param usage what it is used for, as {@code office}; may be null
 * @param responsibleGroup user group that answers for it, may be null
 */
public record Description(
    String code,
    String name,
    String address,
    GeoPosition geo,
    String usage,
    String responsibleGroup) {

  public Description {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(name, "name");
  }
}
