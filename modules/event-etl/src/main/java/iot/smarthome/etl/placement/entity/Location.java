package iot.smarthome.etl.placement.entity;

import java.util.Objects;

/**
 * Where a device is: in an area, mostly in one of its rooms.
 *
 * @param roomId null for a device of the area itself
 */
public record Location(String buildingId, String floorId, String areaId, String roomId) {

  public Location {
    Objects.requireNonNull(buildingId, "buildingId");
    Objects.requireNonNull(floorId, "floorId");
    Objects.requireNonNull(areaId, "areaId");
  }
}
