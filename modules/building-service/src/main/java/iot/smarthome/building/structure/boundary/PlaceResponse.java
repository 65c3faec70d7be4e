package iot.smarthome.building.structure.boundary;

import iot.smarthome.building.structure.entity.Description;
import iot.smarthome.building.structure.entity.Place;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A place as clients see it. */
@Schema(description = "A building, floor, area or room, with the ids of all it lies in.")
public record PlaceResponse(
    String id,
    @Schema(enumeration = {"BUILDING", "FLOOR", "AREA", "ROOM"}) String kind,
    String parentId,
    String buildingId,
    String floorId,
    String areaId,
    String roomId,
    String code,
    String name,
    String address,
    PlaceRequest.Geo geo,
    String usage,
    String responsibleGroup,
    @Schema(description = "Of a floor that has a plan: grows with each plan") Long planVersion,
    Instant createdAt,
    Instant updatedAt,
    long version) {

  static PlaceResponse of(Place place) {
    Description description = place.description();
    return new PlaceResponse(
        place.id(),
        place.kind().name(),
        place.parentId(),
        place.buildingId(),
        place.floorId(),
        place.areaId(),
        place.roomId(),
        description.code(),
        description.name(),
        description.address(),
        PlaceRequest.Geo.of(description.geo()),
        description.usage(),
        description.responsibleGroup(),
        place.planVersion(),
        place.createdAt(),
        place.updatedAt(),
        place.version());
  }
}
