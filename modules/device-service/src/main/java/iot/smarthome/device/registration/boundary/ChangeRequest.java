package iot.smarthome.device.registration.boundary;

import iot.smarthome.device.registration.control.ChangeDevice;
import iot.smarthome.device.registration.control.PlaceReference;
import iot.smarthome.device.registration.control.RegistrationProblems;
import iot.smarthome.rest.body.JsonFields;
import java.io.InputStream;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is to be changed of a device; a field that is left out stays as it is. */
@Schema(description = "The fields to change; the others stay.")
public record ChangeRequest(
    @Schema(minLength = 1, maxLength = 100) String name,
    @Schema(description = "Instead of areaId") String roomId,
    @Schema(description = "Instead of roomId") String areaId,
    @Schema(
            maxLength = 128,
            description = "Submits the device to Tuya Cloud again; not for an active device")
        String bindCode,
    @Schema(
            maxLength = 64,
            description = "As bindCode, for a device of another maker's; instead of bindCode")
        String productId) {

  private static final Set<String> FIELDS =
      Set.of("name", "roomId", "areaId", "bindCode", "productId");

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 400 naming each field that is wrong
   */
  static ChangeRequest read(InputStream body) {
    JsonFields fields = JsonFields.read(RegistrationProblems.SERVICE, body, FIELDS);
    String name = fields.text("name", false, 100);
    PlaceReference place = PlaceField.read(fields, false);
    TuyaField.Identity identity = TuyaField.read(fields, false);
    fields.refuseIfInvalid();
    return new ChangeRequest(
        name,
        place != null && place.room() ? place.id() : null,
        place != null && !place.room() ? place.id() : null,
        identity.bindCode(),
        identity.productId());
  }

  ChangeDevice.Wish wish() {
    PlaceReference place =
        roomId != null
            ? new PlaceReference(roomId, true)
            : areaId != null ? new PlaceReference(areaId, false) : null;
    return new ChangeDevice.Wish(name, place, bindCode, productId);
  }
}
