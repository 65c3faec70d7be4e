package iot.smarthome.user.directory.boundary;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of ownerships. */
public record OwnershipPage(
    List<OwnershipResponse> items,
    @Schema(description = "For the next page; absent on the last") String nextCursor) {}
