package iot.smarthome.timeseries.query.gateway;

/** The store does not answer. */
public class SeriesUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SeriesUnavailableException(Throwable cause) {
    super("InfluxDB does not answer", cause);
  }
}
