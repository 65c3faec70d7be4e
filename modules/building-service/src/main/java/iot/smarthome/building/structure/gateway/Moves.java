package iot.smarthome.building.structure.gateway;

import java.time.Instant;
import java.util.List;

/**
 * The moves under way. One is noted before the place itself moves, and forgotten when all that lies
 * in the place has followed: what is noted for long was interrupted.
 */
public interface Moves {

  /**
   * @param id of the move
   * @param placeId whose subtree is to follow
   */
  record Move(String id, String placeId) {}

  Move begin(String placeId, Instant at);

  void end(Move move);

  /** Those begun before the time, the oldest first. */
  List<Move> begunBefore(Instant time, int limit);
}
