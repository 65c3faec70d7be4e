package iot.smarthome.user.directory.boundary;

import iot.smarthome.user.directory.entity.UserGroup;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A group as clients see it. */
@Schema(description = "A user group.")
public record GroupResponse(
    String id, String name, Instant createdAt, Instant updatedAt, long version) {

  static GroupResponse of(UserGroup group) {
    return new GroupResponse(
        group.id(), group.name(), group.createdAt(), group.updatedAt(), group.version());
  }
}
