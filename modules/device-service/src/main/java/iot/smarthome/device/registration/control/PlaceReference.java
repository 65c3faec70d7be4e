package iot.smarthome.device.registration.control;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The area or the room that a caller has named.
 *
 * @param room whether it is to be a room, else an area
 * @param field by which it was named
 */
public record PlaceReference(String id, boolean room, String field) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public PlaceReference {
    Objects.requireNonNull(id, "id");
  }

  /** Named as the place of a device. */
  public PlaceReference(String id, boolean room) {
    this(id, room, room ? "roomId" : "areaId");
  }

  /** Whether it has the form of an id; nobody need be asked about anything else. */
  boolean canBeAnId() {
    return ID.matcher(id).matches();
  }

  String word() {
    return room ? "room" : "area";
  }

  String kind() {
    return room ? "ROOM" : "AREA";
  }
}
