package iot.smarthome.building.intake.entity;

import iot.smarthome.building.structure.entity.Description;
import iot.smarthome.building.structure.entity.GeoPosition;
import java.util.Objects;

/**
 * What a row says of a place; null where it says nothing.
 *
 * @param line where it begins in the file, counted from 1
 */
public record PlaceRow(
    long line,
    CodePath path,
    String name,
    String address,
    GeoPosition geo,
    String usage,
    String responsibleGroup) {

  public PlaceRow {
    Objects.requireNonNull(path, "path");
  }

  /** A row that says no more than that there is the place. */
  public static PlaceRow implied(CodePath path) {
    return new PlaceRow(0, path, null, null, null, null, null);
  }

  /**
   * @param before null for a new place
   */
  public Description describe(Description before) {
    Description old =
        before == null ? new Description(path.code(), path.code(), null, null, null, null) : before;
    return new Description(
        old.code(),
        name == null ? old.name() : name,
        address == null ? old.address() : address,
        geo == null ? old.geo() : geo,
        usage == null ? old.usage() : usage,
        responsibleGroup == null ? old.responsibleGroup() : responsibleGroup);
  }
}
