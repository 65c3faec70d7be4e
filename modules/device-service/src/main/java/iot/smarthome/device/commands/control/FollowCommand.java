package iot.smarthome.device.commands.control;

import iot.smarthome.device.commands.entity.Command;
import iot.smarthome.device.commands.entity.Reason;
import iot.smarthome.device.commands.gateway.Commands;
import iot.smarthome.device.registration.control.ConcurrentChangeException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Takes over what became of commands. A repeated or late word changes nothing, nor does one about a
 * command of somebody else's, or of long ago.
 */
@ApplicationScoped
public class FollowCommand {

  private final Commands commands;

  /** For the container's proxy. */
  protected FollowCommand() {
    this(null);
  }

  @Inject
  public FollowCommand(Commands commands) {
    this.commands = commands;
  }

  /**
   * @return whether anything was stored
   * @throws ConcurrentChangeException when it was changed at the same time: try again
   */
  public boolean sent(String id, Instant at) {
    return change(id, command -> command.sent(at));
  }

  /** As {@link #sent}, for the device's own report. */
  public boolean confirmed(String id, Instant at) {
    return change(id, command -> command.confirmed(at));
  }

  /** As {@link #sent}, for a command that came to nothing. */
  public boolean failed(String id, Reason reason, Instant at) {
    return change(id, command -> command.failed(reason, at));
  }

  /** As {@link #sent}, for a command whose time was over. */
  public boolean expired(String id, Reason reason, Instant at) {
    return change(id, command -> command.expired(reason, at));
  }

  private boolean change(String id, Predicate<Command> change) {
    Optional<Command> found = commands.find(id);
    if (found.isEmpty()) {
      return false;
    }
    Command command = found.get();
    long version = command.version();
    if (!change.test(command)) {
      return false;
    }
    if (!commands.replace(command, version)) {
      throw new ConcurrentChangeException("Command " + id);
    }
    return true;
  }
}
