package iot.smarthome.search.query.entity;

import java.time.Instant;
import java.util.List;

/**
 * Something found.
 *
 * @param path names of the places around it, as one reads it; null for a building
 * @param within ids of the places that it lies in, the nearest first; a place lies in itself
 * @param position its own or inherited; may be null
 * @param metres from the position asked for; null when none was
 */
public record Finding(
    String id,
    String kind,
    String name,
    String code,
    String serial,
    String category,
    String lifeCycle,
    String connectivity,
    String usage,
    String address,
    String path,
    String buildingId,
    List<String> within,
    List<String> groups,
    Point position,
    Double metres,
    Instant updatedAt) {

  public Finding {
    within = List.copyOf(within);
    groups = List.copyOf(groups);
  }
}
