package iot.smarthome.search.indexing.entity;

/**
 * Where on earth, WGS 84.
 *
 * @param latitude degrees north, -90 to 90
 * @param longitude degrees east, -180 to 180
 */
public record Position(double latitude, double longitude) {

  public Position {
    if (!(latitude >= -90 && latitude <= 90)) {
      throw new IllegalArgumentException("latitude is " + latitude);
    }
    if (!(longitude >= -180 && longitude <= 180)) {
      throw new IllegalArgumentException("longitude is " + longitude);
    }
  }
}
