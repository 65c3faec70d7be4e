package iot.smarthome.tuya.commands.control;

/** The device of a command is not known yet. */
public class UnknownDeviceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnknownDeviceException(String deviceId) {
    super("Tuya Cloud does not have device " + deviceId + " yet");
  }
}
