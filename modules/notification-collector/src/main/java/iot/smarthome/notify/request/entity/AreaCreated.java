package iot.smarthome.notify.request.entity;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

/**
 * The request to tell a group that there is an area it is responsible for.
 *
 * @param area as it was when the group was found to be responsible
 * @param group the group's id
 */
public record AreaCreated(Area area, String group) {

  /** In the event, and part of the request's id. */
  public static final String KIND = "AREA_CREATED";

  public AreaCreated {
    Objects.requireNonNull(area, "area");
    Objects.requireNonNull(group, "group");
  }

  /** The same for the same area and group, whatever change it was found in. */
  public String correlationId() {
    return UUID.nameUUIDFromBytes(
            (KIND + '|' + area.id() + '|' + group).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
