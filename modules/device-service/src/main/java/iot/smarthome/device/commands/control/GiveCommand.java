package iot.smarthome.device.commands.control;

import iot.smarthome.device.commands.entity.Command;
import iot.smarthome.device.commands.gateway.Commands;
import iot.smarthome.device.registration.entity.Device;
import iot.smarthome.device.registration.entity.LifeCycle;
import iot.smarthome.device.registration.gateway.Devices;
import iot.smarthome.rest.TimeOrderedId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Stores a command; what is stored is carried out. */
@ApplicationScoped
public class GiveCommand {

  private final Commands commands;
  private final Devices devices;
  private final Clock clock;

  /** For the container's proxy. */
  protected GiveCommand() {
    this(null, null);
  }

  @Inject
  public GiveCommand(Commands commands, Devices devices) {
    this(commands, devices, Clock.systemUTC());
  }

  GiveCommand(Commands commands, Devices devices, Clock clock) {
    this.commands = commands;
    this.devices = devices;
    this.clock = clock;
  }

  /**
   * What the device is to do.
   *
   * @param code the platform's standard code, or the device's own
   * @param value the real value, as JSON text
   * @param unit UCUM code that is meant, null for the device's own
   * @param expiresIn from now on
   */
  public record Wish(String code, String value, String unit, Duration expiresIn) {}

  /**
   * @param subject who gives it, null where nobody logs in
   * @throws iot.smarthome.rest.problem.ProblemException 404, 409 for a device that is not active
   */
  public Command give(String deviceId, Wish wish, String subject) {
    Device device =
        devices.find(deviceId).orElseThrow(() -> CommandProblems.unknownDevice(deviceId));
    if (device.lifeCycle() != LifeCycle.ACTIVATED) {
      throw CommandProblems.notActive(device);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Command command =
        Command.give(
            TimeOrderedId.next(),
            deviceId,
            wish.code(),
            wish.value(),
            wish.unit(),
            subject,
            now,
            now.plus(wish.expiresIn()));
    commands.insert(command);
    return command;
  }
}
