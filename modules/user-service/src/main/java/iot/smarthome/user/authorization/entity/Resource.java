package iot.smarthome.user.authorization.entity;

import java.util.List;
import java.util.Set;

/**
 * What is asked about, with all that follows from where it is.
 *
 * @param above everything that it lies in, the nearest first
 * @param responsible groups responsible for it or for a place above
 * @param owners ids of the users who own it or a place above
 * @param category of a device or of an alert's device, else null
 */
public record Resource(
    EntityRef ref,
    List<EntityRef> above,
    Set<String> responsible,
    Set<String> owners,
    String category) {

  /** The platform itself. */
  public static final Resource PLATFORM =
      new Resource(EntityRef.PLATFORM, List.of(), Set.of(), Set.of(), null);

  public Resource {
    above = List.copyOf(above);
    responsible = Set.copyOf(responsible);
    owners = Set.copyOf(owners);
  }

  /** Whether it has attributes, as everything has that lies somewhere. */
  public boolean isThing() {
    return ThingType.of(ref.type()).isPresent();
  }

  /** Whether it carries the category of a device. */
  public boolean isCategorised() {
    return ThingType.of(ref.type()).filter(type -> !type.isPlace()).isPresent();
  }
}
