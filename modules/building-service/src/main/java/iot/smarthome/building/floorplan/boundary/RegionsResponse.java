package iot.smarthome.building.floorplan.boundary;

import iot.smarthome.building.floorplan.control.PlanOfFloor;
import iot.smarthome.building.floorplan.entity.Box;
import iot.smarthome.building.floorplan.entity.Region;
import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.entity.PlacePath;
import iot.smarthome.scope.AccessScope;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which rooms a plan shows where. */
@Schema(description = "Which rooms a floor's plan shows where.")
public record RegionsResponse(
    String floorId,
    @Schema(description = "Grows with each plan") Long planVersion,
    @Schema(description = "Of the plan; boxes are in its units", examples = "0 0 800 600")
        String viewBox,
    @Schema(description = "Regions that show a room") List<RoomRegion> regions,
    @Schema(description = "Regions that say they are a room's, but none is meant")
        List<UnmatchedRegion> unmatchedRegions,
    @Schema(description = "Rooms that no region shows") List<Room> unmatchedRooms) {

  /** A room and where it is. */
  public record RoomRegion(
      String roomId,
      String code,
      String name,
      @Schema(description = "Of the element; absent when it has none") String elementId,
      @Schema(description = "Absent when it cannot be computed") Rectangle box) {}

  /** A region without a room. */
  public record UnmatchedRegion(String name, String elementId, String reason) {}

  /** A room without a region. */
  public record Room(String roomId, String code, String name) {}

  /** In the plan's units; y grows downwards. */
  public record Rectangle(double x, double y, double width, double height) {

    static Rectangle of(Box box) {
      return box == null ? null : new Rectangle(box.x(), box.y(), box.width(), box.height());
    }
  }

  /**
   * @param scope of the rooms that may be told
   */
  static RegionsResponse of(PlanOfFloor plan, AccessScope scope) {
    return new RegionsResponse(
        plan.floor().id(),
        plan.floor().planVersion(),
        plan.viewBox(),
        plan.drawn().stream()
            .filter(drawn -> isIn(scope, drawn.room()))
            .map(drawn -> region(drawn.room(), drawn.region()))
            .toList(),
        plan.unknown().stream()
            .map(
                unknown ->
                    new UnmatchedRegion(
                        unknown.region().name(), unknown.region().elementId(), unknown.reason()))
            .toList(),
        plan.undrawn().stream()
            .filter(room -> isIn(scope, room))
            .map(room -> new Room(room.id(), room.description().code(), room.description().name()))
            .toList());
  }

  private static boolean isIn(AccessScope scope, Place room) {
    return scope.contains(PlacePath.of(room).ids().toArray(String[]::new));
  }

  private static RoomRegion region(Place room, Region region) {
    return new RoomRegion(
        room.id(),
        room.description().code(),
        room.description().name(),
        region.elementId(),
        Rectangle.of(region.box()));
  }
}
