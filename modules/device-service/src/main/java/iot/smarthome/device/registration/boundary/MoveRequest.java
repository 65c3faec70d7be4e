package iot.smarthome.device.registration.boundary;

import iot.smarthome.device.registration.control.PlaceReference;
import iot.smarthome.device.registration.control.RegistrationProblems;
import iot.smarthome.rest.body.JsonFields;
import java.io.InputStream;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** From where to where devices are moved. */
@Schema(description = "One place to move from, and one to move to.")
public record MoveRequest(
    @Schema(description = "Instead of fromAreaId") String fromRoomId,
    @Schema(description = "Instead of fromRoomId; the devices of the area itself, not its rooms'")
        String fromAreaId,
    @Schema(description = "Instead of toAreaId") String toRoomId,
    @Schema(description = "Instead of toRoomId") String toAreaId) {

  private static final Set<String> FIELDS =
      Set.of("fromRoomId", "fromAreaId", "toRoomId", "toAreaId");

  /** What was read. */
  record Move(PlaceReference from, PlaceReference to) {}

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 400 naming each field that is wrong
   */
  static Move read(InputStream body) {
    JsonFields fields = JsonFields.read(RegistrationProblems.SERVICE, body, FIELDS);
    Move move =
        new Move(
            PlaceField.read(fields, "fromRoomId", "fromAreaId", true),
            PlaceField.read(fields, "toRoomId", "toAreaId", true));
    fields.refuseIfInvalid();
    return move;
  }
}
