package iot.smarthome.tuya.commands.gateway;

import iot.smarthome.tuya.commands.entity.Command;
import iot.smarthome.tuya.commands.entity.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The commands, kept over restarts; those that have ended for some days, so that none is repeated.
 */
public interface Commands {

  Optional<Command> find(String id);

  /**
   * @return false when there is one of the id
   */
  boolean insert(Command command);

  /**
   * Stores the command as it is now.
   *
   * @param before the state that it had
   * @return false when the stored one is in another state by now: somebody else has decided
   */
  boolean replace(Command command, State before);

  /**
   * @param afterId the last id of the page before, null for the first
   * @return those that a device may carry out at any moment, by ascending id
   */
  List<Command> underWay(String afterId, int most);

  /** Those that have not ended though their time is over, the longest ago first. */
  List<Command> overdue(Instant now, int most);

  /** Those whose state is still to be told. */
  List<Command> untold(int most);

  /** Others know of the state; one that has another state by now is still to be told. */
  void told(Command command);
}
