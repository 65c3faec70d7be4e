package iot.smarthome.etl.placement.control;

/** Nothing is known of the device yet; it may be in a moment. */
public class PlacementAwaitedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PlacementAwaitedException(String deviceId) {
    // no stack trace: this is a way of saying "again", not a fault
    super("Device " + deviceId + " has no placement yet", null, false, false);
  }
}
