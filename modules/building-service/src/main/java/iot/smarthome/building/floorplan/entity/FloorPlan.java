package iot.smarthome.building.floorplan.entity;

import java.time.Instant;
import java.util.Objects;

/**
 * A plan as it is shown.
 *
 * @param id of this drawing; the floor's next plan has another
 * @param svg in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // compared by id, never by content
public record FloorPlan(String id, String floorId, byte[] svg, Instant drawnAt) {

  public FloorPlan {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(floorId, "floorId");
    Objects.requireNonNull(svg, "svg");
  }
}
