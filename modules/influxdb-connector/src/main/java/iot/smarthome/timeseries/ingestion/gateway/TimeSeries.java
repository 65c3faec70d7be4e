package iot.smarthome.timeseries.ingestion.gateway;

import iot.smarthome.timeseries.ingestion.entity.Measurement;
import java.util.List;

/** Where measurements are kept. */
public interface TimeSeries {

  /**
   * Writes all of them; returns when they are stored.
   *
   * @throws RefusedMeasurementsException when the store will never take them
   * @throws RuntimeException when it may take them later
   */
  void write(List<Measurement> measurements);
}
