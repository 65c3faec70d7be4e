package iot.smarthome.device.registration.control;

import java.util.Objects;

/**
 * The area or the room that a caller has named.
 *
 * @param room whether it is to be a room, else an area
 */
public record PlaceReference(String id, boolean room) {

  public PlaceReference {
    Objects.requireNonNull(id, "id");
  }

  String field() {
    return room ? "roomId" : "areaId";
  }

  String word() {
    return room ? "room" : "area";
  }

  String kind() {
    return room ? "ROOM" : "AREA";
  }
}
