package iot.smarthome.device.registration.entity;

import java.util.Objects;
import java.util.Optional;

/**
 * A building, floor, area or room, as Building Service knows it.
 *
 * @param kind {@code BUILDING}, {@code FLOOR}, {@code AREA} or {@code ROOM}
 * @param floorId, areaId, roomId null where the kind has none
 */
public record Place(
    String id, String kind, String buildingId, String floorId, String areaId, String roomId) {

  public Place {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
  }

  /** The place as a location of a device: only an area or a room is one. */
  public Optional<Location> asLocation() {
    if (buildingId == null || floorId == null) {
      return Optional.empty();
    }
    return switch (kind) {
      case "AREA" ->
          Optional.of(new Location(buildingId, floorId, areaId == null ? id : areaId, null));
      case "ROOM" ->
          areaId == null
              ? Optional.empty()
              : Optional.of(
                  new Location(buildingId, floorId, areaId, roomId == null ? id : roomId));
      default -> Optional.empty();
    };
  }
}
