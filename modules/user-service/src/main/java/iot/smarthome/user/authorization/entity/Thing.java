package iot.smarthome.user.authorization.entity;

import java.util.List;
import java.util.Objects;

/**
 * A place, device or alert as it was last told: what it hangs in and what is its own. What it has
 * from the places above it is not kept here, so that a change above needs no change below.
 *
 * @param parentId what it lies in; null for a building
 * @param above the ids of what it probably lies in, to be read at once; the parents have the say
 * @param group the user group responsible for the place itself, may be null
 * @param category of a device, else null
 * @param removed whether only the memory of it is left
 * @param version of the aggregate, by which late and repeated words are known
 */
public record Thing(
    String id,
    ThingType type,
    String parentId,
    List<String> above,
    String group,
    String category,
    boolean removed,
    long version) {

  public Thing {
    Objects.requireNonNull(id, "id");
    above = List.copyOf(above);
  }

  public EntityRef ref() {
    return new EntityRef(type.entityType(), id);
  }
}
