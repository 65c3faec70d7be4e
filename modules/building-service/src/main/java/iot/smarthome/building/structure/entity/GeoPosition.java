package iot.smarthome.building.structure.entity;

import jakarta.nosql.Column;
import jakarta.nosql.Embeddable;
import java.util.Objects;

/** A position in WGS 84, in degrees. */
@Embeddable(Embeddable.EmbeddableType.GROUPING)
public class GeoPosition {

  @Column private Double latitude;
  @Column private Double longitude;

  /** For the mapping. */
  protected GeoPosition() {}

  /**
   * @param latitude -90 to 90
   * @param longitude -180 to 180
   */
  public GeoPosition(double latitude, double longitude) {
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
      throw new IllegalArgumentException("No position on Earth: " + latitude + ", " + longitude);
    }
    this.latitude = latitude;
    this.longitude = longitude;
  }

  /**
   * Whether it says anything: the mapping makes an empty one where none is stored, as it does not
   * know optional embedded values.
   */
  boolean isReal() {
    return latitude != null;
  }

  public double latitude() {
    return latitude;
  }

  public double longitude() {
    return longitude;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GeoPosition position
        && Objects.equals(position.latitude, latitude)
        && Objects.equals(position.longitude, longitude);
  }

  @Override
  public int hashCode() {
    return Objects.hash(latitude, longitude);
  }
}
