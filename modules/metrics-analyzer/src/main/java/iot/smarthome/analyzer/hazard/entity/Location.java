package iot.smarthome.analyzer.hazard.entity;

import jakarta.nosql.Column;
import jakarta.nosql.Embeddable;
import java.util.Objects;

/**
 * Where a device was when it gave the alarm: in an area, mostly in one of its rooms.
 *
 * @param roomId null for a device of the area itself
 */
@Embeddable(Embeddable.EmbeddableType.GROUPING)
public record Location(
    @Column("buildingId") String buildingId,
    @Column("floorId") String floorId,
    @Column("areaId") String areaId,
    @Column("roomId") String roomId) {

  public Location {
    Objects.requireNonNull(buildingId, "buildingId");
    Objects.requireNonNull(floorId, "floorId");
    Objects.requireNonNull(areaId, "areaId");
  }
}
