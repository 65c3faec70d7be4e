package iot.smarthome.device.commands.control;

import iot.smarthome.device.commands.entity.Command;
import iot.smarthome.device.commands.gateway.Commands;
import iot.smarthome.device.registration.control.RegistrationProblems;
import iot.smarthome.rest.paging.Cursor;
import iot.smarthome.rest.paging.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Reads commands. */
@ApplicationScoped
public class FindCommands {

  private static final String BEFORE = "before";

  private final Commands commands;

  /** For the container's proxy. */
  protected FindCommands() {
    this(null);
  }

  @Inject
  public FindCommands(Commands commands) {
    this.commands = commands;
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 404, also for a command of another device:
   *     who may read this one need not be allowed to read that
   */
  public Command byId(String deviceId, String id) {
    return commands
        .find(id)
        .filter(command -> command.deviceId().equals(deviceId))
        .orElseThrow(() -> CommandProblems.unknownCommand(deviceId, id));
  }

  /**
   * @param cursor from the page before, null for the first
   * @return the one given last first
   * @throws iot.smarthome.rest.problem.ProblemException 400 for a cursor that is none of ours
   */
  public Page<Command> page(String deviceId, int limit, String cursor) {
    String before = Cursor.decode(RegistrationProblems.SERVICE, cursor, BEFORE);
    // one more than asked for tells whether there is a next page
    List<Command> found = commands.page(deviceId, before, limit + 1);
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<Command> items = found.subList(0, limit);
    return new Page<>(items, Cursor.encode(Map.of(BEFORE, items.get(limit - 1).id())));
  }
}
