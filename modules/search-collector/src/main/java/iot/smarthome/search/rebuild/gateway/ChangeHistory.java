package iot.smarthome.search.rebuild.gateway;

import iot.smarthome.messaging.EventEnvelope;
import java.util.List;

/** Every change since the beginning, as far as there is nothing later of the same thing. */
public interface ChangeHistory {

  /**
   * @throws HistoryIncompleteException when old changes may be missing
   */
  Reading open();

  /** One reading, from the beginning; places before devices until the end of places is reached. */
  interface Reading extends AutoCloseable {

    /**
     * @return the next changes, none when there are none for now; a change that is no event of ours
     *     is null
     */
    List<EventEnvelope> next();

    /** Whether all was read that was there when it was asked. */
    boolean isAtEnd();

    /** What is there now must be read. */
    Position end();

    /** Whether all was read that was there then. */
    boolean hasReached(Position position);

    @Override
    void close();
  }

  /** A moment in the history. */
  interface Position {}
}
