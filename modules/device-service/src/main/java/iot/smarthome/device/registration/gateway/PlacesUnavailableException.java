package iot.smarthome.device.registration.gateway;

/** Building Service does not answer; whether a place exists is not known. */
public class PlacesUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PlacesUnavailableException(Throwable cause) {
    super("Building Service does not answer", cause);
  }
}
