package iot.smarthome.user.directory.boundary;

import iot.smarthome.rest.body.JsonFields;
import iot.smarthome.user.directory.control.DirectoryProblems;
import iot.smarthome.user.directory.entity.ResourceType;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An ownership to be added. */
@Schema(description = "Who owns what. Owning a room is owning the devices in it.")
public record OwnershipRequest(
    @Schema(required = true, maxLength = 64) String userId,
    @Schema(required = true) ResourceField resource) {

  private static final Set<String> FIELDS = Set.of("userId", "resource");
  private static final Set<String> RESOURCE_FIELDS = Set.of("type", "id");

  /** What is owned. */
  @Schema(name = "OwnedResource")
  public record ResourceField(
      @Schema(
              required = true,
              enumeration = {"ROOM", "DEVICE"})
          String type,
      @Schema(required = true, maxLength = 64) String id) {}

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 400 naming each field that is wrong
   */
  static OwnershipRequest read(InputStream body) {
    JsonFields fields = JsonFields.read(DirectoryProblems.SERVICE, body, FIELDS);
    String userId = fields.code("userId", true, JsonFields.MAX_ID);
    JsonFields resource = fields.object("resource", RESOURCE_FIELDS);
    String type = null;
    String id = null;
    if (resource != null) {
      type = resource.code("type", true, 20);
      id = resource.code("id", true, JsonFields.MAX_ID);
      if (type != null && ResourceType.of(type).isEmpty()) {
        resource.violate("type", "cannot be owned", "use one of " + types());
      }
    } else if (!fields.has("resource")) {
      fields.violate("resource", "is missing", "give type and id of what is owned");
    }
    fields.refuseIfInvalid();
    return new OwnershipRequest(userId, new ResourceField(type, id));
  }

  static String types() {
    return Arrays.toString(ResourceType.values());
  }

  ResourceType type() {
    return ResourceType.valueOf(resource.type());
  }
}
