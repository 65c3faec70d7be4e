package iot.smarthome.device.commands.gateway;

import iot.smarthome.device.commands.entity.Command;
import java.util.List;
import java.util.Optional;

/** The commands of the last weeks. */
public interface Commands {

  void insert(Command command);

  Optional<Command> find(String id);

  /**
   * Stores the command in place of its earlier version.
   *
   * @return false when the stored command is another version by now, or gone
   */
  boolean replace(Command command, long expectedVersion);

  /**
   * @param beforeId the last id of the page before, null for the first page
   * @return at most {@code limit} commands of the device, the one given last first
   */
  List<Command> page(String deviceId, String beforeId, int limit);
}
