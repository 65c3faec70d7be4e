package iot.smarthome.device.registration.control;

/** Somebody else changed the device in between; the same again will succeed on the new version. */
public class ConcurrentChangeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ConcurrentChangeException(String id) {
    super("Device " + id + " was changed at the same time");
  }
}
