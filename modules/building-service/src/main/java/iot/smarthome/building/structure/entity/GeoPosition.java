package iot.smarthome.building.structure.entity;

import jakarta.nosql.Column;
import jakarta.nosql.Embeddable;
import java.util.Objects;

/** A position in WGS 84, in degrees. */
@Embeddable
public class GeoPosition {

  @Column private double latitude;
  @Column private double longitude;

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

  public double latitude() {
    return latitude;
  }

  public double longitude() {
    return longitude;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GeoPosition position
        && position.latitude == latitude
        && position.longitude == longitude;
  }

  @Override
  public int hashCode() {
    return Objects.hash(latitude, longitude);
  }
}
