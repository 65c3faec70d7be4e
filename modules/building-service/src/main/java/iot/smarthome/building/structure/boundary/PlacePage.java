package iot.smarthome.building.structure.boundary;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of places. */
public record PlacePage(
    List<PlaceResponse> items,
    @Schema(description = "For the next page; absent on the last") String nextCursor) {}
