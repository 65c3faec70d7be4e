package iot.smarthome.building.structure.entity;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where a place is: its own id and those of all it lies in.
 *
 * @param buildingId never null
 * @param floorId null for a building
 * @param areaId null for a building or floor
 * @param roomId null for all but a room
 */
public record PlacePath(String buildingId, String floorId, String areaId, String roomId) {

  public PlacePath {
    Objects.requireNonNull(buildingId, "buildingId");
  }

  public static PlacePath of(Place place) {
    return new PlacePath(place.buildingId(), place.floorId(), place.areaId(), place.roomId());
  }

  /** From the building down to the place itself. */
  public List<String> ids() {
    return Stream.of(buildingId, floorId, areaId, roomId).filter(Objects::nonNull).toList();
  }

  /** What of the path lies below a place of it; nothing when the place is none of it. */
  public List<String> below(String id) {
    List<String> ids = ids();
    int at = ids.indexOf(id);
    return at < 0 ? List.of() : ids.subList(at + 1, ids.size());
  }
}
