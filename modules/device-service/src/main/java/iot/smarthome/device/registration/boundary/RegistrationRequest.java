package iot.smarthome.device.registration.boundary;

import iot.smarthome.device.registration.control.PlaceReference;
import iot.smarthome.device.registration.control.RegistrationProblems;
import iot.smarthome.rest.body.JsonFields;
import java.io.InputStream;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an engineer sends to register a device. */
@Schema(description = "A device to register, at a room or at an area.")
public record RegistrationRequest(
    @Schema(required = true, minLength = 1, maxLength = 100, examples = "Smoke alarm kitchen")
        String name,
    @Schema(required = true, description = "Tuya category", examples = "ywbj") String category,
    @Schema(required = true, maxLength = 64, description = "Unique among devices") String serial,
    @Schema(description = "Where it hangs; instead of areaId") String roomId,
    @Schema(description = "For a device of the area itself; instead of roomId") String areaId,
    @Schema(
            maxLength = 128,
            description =
                "What is printed on the device for Tuya Cloud; unique among devices. Instead of"
                    + " productId")
        String bindCode,
    @Schema(
            maxLength = 64,
            description =
                "Tuya Cloud's id of the product, for a device of another maker's; instead of"
                    + " bindCode")
        String productId) {

  private static final Set<String> FIELDS =
      Set.of("name", "category", "serial", "roomId", "areaId", "bindCode", "productId");

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 400 naming each field that is wrong
   */
  static RegistrationRequest read(InputStream body) {
    JsonFields fields = JsonFields.read(RegistrationProblems.SERVICE, body, FIELDS);
    String name = fields.text("name", true, 100);
    String category = fields.code("category", true, 32);
    String serial = fields.code("serial", true, 64);
    PlaceReference place = PlaceField.read(fields, true);
    TuyaField.Identity identity = TuyaField.read(fields, true);
    fields.refuseIfInvalid();
    return new RegistrationRequest(
        name,
        category,
        serial,
        place.room() ? place.id() : null,
        place.room() ? null : place.id(),
        identity.bindCode(),
        identity.productId());
  }

  PlaceReference place() {
    return roomId == null ? new PlaceReference(areaId, false) : new PlaceReference(roomId, true);
  }
}
