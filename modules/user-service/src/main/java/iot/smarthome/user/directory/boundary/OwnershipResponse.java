package iot.smarthome.user.directory.boundary;

import iot.smarthome.user.directory.entity.Ownership;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An ownership as clients see it. */
@Schema(description = "A user owns a room or a device.")
public record OwnershipResponse(
    String id,
    String userId,
    OwnershipRequest.ResourceField resource,
    Instant createdAt,
    long version) {

  static OwnershipResponse of(Ownership ownership) {
    return new OwnershipResponse(
        ownership.id(),
        ownership.userId(),
        new OwnershipRequest.ResourceField(ownership.resourceType().name(), ownership.resourceId()),
        ownership.createdAt(),
        ownership.version());
  }
}
