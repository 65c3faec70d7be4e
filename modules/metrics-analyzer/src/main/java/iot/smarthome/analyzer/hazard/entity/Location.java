package iot.smarthome.analyzer.hazard.entity;

import java.util.Objects;

/**
 * Where a device was when it gave the alarm: in an area, mostly in one of its rooms.
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
