package iot.smarthome.analyzer.hazard.control;

/** The alert was changed at the same time; the same attempt may succeed on what it is now. */
public class ConcurrentChangeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ConcurrentChangeException(String alertId) {
    super("Alert " + alertId + " was changed at the same time");
  }
}
