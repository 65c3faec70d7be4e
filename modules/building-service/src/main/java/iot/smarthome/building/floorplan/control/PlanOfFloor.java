package iot.smarthome.building.floorplan.control;

import iot.smarthome.building.floorplan.entity.Region;
import iot.smarthome.building.structure.entity.Place;
import java.util.List;

/**
 * What a floor's plan shows of its rooms.
 *
 * @param viewBox the plan's own coordinates, null when it does not say
 * @param unknown regions that say they are a room's, and no room of the floor is meant
 * @param undrawn rooms of the floor that no region shows
 */
public record PlanOfFloor(
    Place floor,
    String viewBox,
    List<RoomRegion> drawn,
    List<UnknownRegion> unknown,
    List<Place> undrawn) {

  /** A room and the region that shows it. */
  public record RoomRegion(Place room, Region region) {}

  /**
   * @param reason why no room is meant, for people
   */
  public record UnknownRegion(Region region, String reason) {}
}
