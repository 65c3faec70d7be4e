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
    if (fields.has("roomId") && fields.has("areaId")) {
      fields.violate(
          "areaId", "is given beside roomId", "give the room alone; it lies in one area");
      return null;
    }
    if (fields.has("areaId")) {
      String area = fields.code("areaId", true, JsonFields.MAX_ID);
      return area == null ? null : new PlaceReference(area, false);
    }
    if (fields.has("roomId")) {
      String room = fields.code("roomId", true, JsonFields.MAX_ID);
      return room == null ? null : new PlaceReference(room, true);
    }
    if (required) {
      fields.violate(
          "roomId", "is missing", "give a roomId, or an areaId for a device of the area");
    }
    return null;
  }
}
