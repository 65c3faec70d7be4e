package iot.smarthome.device.registration.control;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The area or the room that a caller has named.
 *
 * @param room whether it is to be a room, else an area
 */
public record PlaceReference(String id, boolean room) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public PlaceReference {
    Objects.requireNonNull(id, "id");
  }

  /** Whether it has the form of an id; nobody need be asked about anything else. */
  boolean canBeAnId() {
    return ID.matcher(id).matches();
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
