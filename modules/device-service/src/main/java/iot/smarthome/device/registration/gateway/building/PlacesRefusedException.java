package iot.smarthome.device.registration.gateway.building;

/**
 * Building Service answers, but not to us: it is there, and asking again would not help. It says
 * nothing of other callers' questions either.
 */
public class PlacesRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PlacesRefusedException(int status, Throwable cause) {
    super("Building Service answers " + status, cause);
  }
}
