package iot.smarthome.timeseries.query.gateway;

import iot.smarthome.timeseries.query.entity.Series;
import iot.smarthome.timeseries.query.entity.Span;
import java.util.List;

/** Reads time series. */
public interface SeriesReader {

  /**
   * @param name of the metric, null for all
   * @param limit at most so many samples of each series, the earliest
   * @throws SeriesUnavailableException when the store does not answer
   */
  List<Series> read(String deviceId, String name, Span span, int limit);
}
