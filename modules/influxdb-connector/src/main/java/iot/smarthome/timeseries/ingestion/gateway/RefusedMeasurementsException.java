package iot.smarthome.timeseries.ingestion.gateway;

/** The store refuses what was to be written, and always will. */
public class RefusedMeasurementsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public RefusedMeasurementsException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
