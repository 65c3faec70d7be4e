package iot.smarthome.notify.request.entity;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** An area as it is after a change. */
public record Area(
    String id,
    String buildingId,
    String floorId,
    String code,
    String name,
    Optional<String> responsibleGroup,
    Instant updatedAt) {

  public Area {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(buildingId, "buildingId");
    Objects.requireNonNull(floorId, "floorId");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(responsibleGroup, "responsibleGroup");
    Objects.requireNonNull(updatedAt, "updatedAt");
  }
}
