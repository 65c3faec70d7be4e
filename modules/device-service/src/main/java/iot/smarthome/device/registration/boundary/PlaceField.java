package iot.smarthome.device.registration.boundary;

import iot.smarthome.device.registration.control.PlaceReference;
import iot.smarthome.rest.body.JsonFields;

/** A place in a request: a room, or an area for what belongs to no room. */
final class PlaceField {

  private PlaceField() {}

  /**
   * @return by {@code roomId} or {@code areaId}; null when neither is there or right
   */
  static PlaceReference read(JsonFields fields, boolean required) {
    return read(fields, "roomId", "areaId", required);
  }

  /**
   * @return by the one or the other field; null when neither is there or right
   */
  static PlaceReference read(JsonFields fields, String room, String area, boolean required) {
    if (fields.has(room) && fields.has(area)) {
      fields.violate(area, "is given beside " + room, "give the room alone; it lies in one area");
      return null;
    }
    if (fields.has(area)) {
      String id = fields.code(area, true, JsonFields.MAX_ID);
      return id == null ? null : new PlaceReference(id, false, area);
    }
    if (fields.has(room)) {
      String id = fields.code(room, true, JsonFields.MAX_ID);
      return id == null ? null : new PlaceReference(id, true, room);
    }
    if (required) {
      fields.violate(
          room,
          "is missing",
          "give %s, or %s for what belongs to the area itself".formatted(room, area));
    }
    return null;
  }
}
