package iot.smarthome.device.commands.control;

import iot.smarthome.device.registration.control.RegistrationProblems;
import iot.smarthome.device.registration.entity.Device;
import iot.smarthome.rest.problem.Problem;
import iot.smarthome.rest.problem.ProblemException;

/** Why a command is refused. */
final class CommandProblems {

  private static final String SERVICE = RegistrationProblems.SERVICE;

  private CommandProblems() {}

  static ProblemException unknownDevice(String id) {
    return Problem.of(SERVICE, "unknown-device", 404, "Unknown device")
        .detail("No device has the id " + id + ".")
        .toException();
  }

  static ProblemException unknownCommand(String deviceId, String id) {
    return Problem.of(SERVICE, "unknown-command", 404, "Unknown command")
        .detail(
            "Device "
                + deviceId
                + " was given no command with the id "
                + id
                + ", or it is long ago.")
        .toException();
  }

  static ProblemException notActive(Device device) {
    return Problem.of(SERVICE, "device-not-active", 409, "Device is not active")
        .detail(
            "The device is "
                + device.lifeCycle()
                + ": only one that Tuya Cloud has confirmed can be commanded. Nothing was stored.")
        .toException();
  }
}
