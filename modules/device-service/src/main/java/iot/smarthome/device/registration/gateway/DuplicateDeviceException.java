package iot.smarthome.device.registration.gateway;

/** Another device has what only one device may have. */
public class DuplicateDeviceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * @param field {@code serial} or {@code bindCode}
   */
  public DuplicateDeviceException(String field, Throwable cause) {
    super("Another device has this " + field, cause);
    this.field = field;
  }

  public String field() {
    return field;
  }
}
