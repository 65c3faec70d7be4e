package iot.smarthome.etl.transformation.entity;

import java.util.List;
import java.util.Objects;

/**
 * What a device reported at once.
 *
 * @param dataId Tuya's id of the report
 * @param category Tuya category
 * @param productId may be null
 */
public record Report(
    String deviceId, String dataId, String category, String productId, List<Point> points) {

  public Report {
    Objects.requireNonNull(deviceId, "deviceId");
    Objects.requireNonNull(dataId, "dataId");
    Objects.requireNonNull(category, "category");
    points = List.copyOf(points);
  }
}
