package iot.smarthome.device.registration.control;

/** Somebody else changed the same in between; trying again will succeed on the new version. */
public class ConcurrentChangeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param what with its kind, as {@code Device d1}
   */
  public ConcurrentChangeException(String what) {
    super(what + " was changed at the same time");
  }
}
