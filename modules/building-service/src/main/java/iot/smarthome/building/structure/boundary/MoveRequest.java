package iot.smarthome.building.structure.boundary;

import iot.smarthome.building.structure.control.StructureProblems;
import iot.smarthome.rest.body.JsonFields;
import java.io.InputStream;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a place is to lie. */
@Schema(description = "Where a place is to lie.")
public record MoveRequest(
    @Schema(
            required = true,
            maxLength = 64,
            description = "A building for a floor, a floor for an area, an area for a room")
        String parentId) {

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 400 naming each field that is wrong
   */
  static MoveRequest read(InputStream body) {
    JsonFields fields = JsonFields.read(StructureProblems.SERVICE, body, Set.of("parentId"));
    String parentId = fields.text("parentId", true, JsonFields.MAX_ID);
    fields.refuseIfInvalid();
    return new MoveRequest(parentId);
  }
}
