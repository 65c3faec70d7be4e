package iot.smarthome.timeseries.ingestion.gateway.influxdb;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import com.influxdb.exceptions.BadRequestException;
import com.influxdb.exceptions.UnprocessableEntityException;
import iot.smarthome.timeseries.ingestion.entity.Measurement;
import iot.smarthome.timeseries.ingestion.gateway.RefusedMeasurementsException;
import iot.smarthome.timeseries.ingestion.gateway.TimeSeries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.metrics.MetricRegistry;

/**
 * Measurements as points: the family is the measurement, identity and place are tags. A number goes
 * to the field {@code value}, a boolean to {@code flag}, all else to {@code text}, so that no field
 * ever has two types.
 */
@ApplicationScoped
public class InfluxPoints implements TimeSeries {

  private final InfluxDBClient client;
  private final MetricRegistry metrics;

  /** For the container's proxy. */
  protected InfluxPoints() {
    this(null, null);
  }

  @Inject
  public InfluxPoints(InfluxDBClient client, MetricRegistry metrics) {
    this.client = client;
    this.metrics = metrics;
  }

  @Override
  public void write(List<Measurement> measurements) {
    List<Point> points = new ArrayList<>();
    measurements.forEach(measurement -> points.add(point(measurement)));
    try {
      client.getWriteApiBlocking().writePoints(points);
    } catch (BadRequestException | UnprocessableEntityException e) {
      throw new RefusedMeasurementsException(e.getMessage(), e);
    }
    metrics.counter("points_written_total").inc(points.size());
  }

  static Point point(Measurement measurement) {
    Point point =
        Point.measurement(measurement.family())
            .time(measurement.at().toEpochMilli(), WritePrecision.MS)
            .addTag("device", measurement.deviceId())
            .addTag("category", measurement.category())
            .addTag("name", measurement.name())
            .addTag("code", measurement.sourceCode())
            .addTag("kind", measurement.kind())
            .addTag("unit", measurement.unit());
    measurement.place().forEach(point::addTag);
    if (measurement.value() instanceof Double number) {
      point.addField("value", number);
    } else if (measurement.value() instanceof Boolean flag) {
      point.addField("flag", flag);
    } else {
      point.addField("text", measurement.value().toString());
    }
    return point;
  }
}
