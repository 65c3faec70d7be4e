package iot.smarthome.search.rebuild.entity;

import java.time.Duration;
import java.time.Instant;

/**
 * A rebuild: asked for once, worked on until it is done, if need be by several instances one after
 * another.
 *
 * @param attempt 1 for the first instance that works on it
 * @param owner the instance that works on it, anew for each attempt
 * @param index the index that is filled; null before it is known
 * @param read changes read so far
 * @param written documents written so far
 * @param skipped changes that cannot be read or are refused; they are in the dead letters
 * @param heardAt the last sign of life of its owner
 * @param finishedAt null while it is running
 * @param reason why it failed, else null
 */
public record Rebuild(
    String id,
    State state,
    int attempt,
    String owner,
    String cause,
    String index,
    long read,
    long written,
    long skipped,
    Instant startedAt,
    Instant heardAt,
    Instant finishedAt,
    String reason) {

  /** How often one begins again before it is given up. */
  public static final int MAX_ATTEMPTS = 20;

  /** Where a rebuild stands. */
  public enum State {
    RUNNING,
    DONE,
    FAILED
  }

  /**
   * @param cause why it is made, for people
   */
  public static Rebuild begin(String id, String owner, String cause, Instant now) {
    return new Rebuild(id, State.RUNNING, 1, owner, cause, null, 0, 0, 0, now, now, null, null);
  }

  public boolean isRunning() {
    return state == State.RUNNING;
  }

  /** Whether its owner has not been heard of for the lease. */
  public boolean isAbandoned(Instant now, Duration lease) {
    return isRunning() && heardAt.plus(lease).isBefore(now);
  }

  /** Another instance begins again; after too many, nobody does. */
  public Rebuild takenOver(String by, Instant now) {
    if (attempt >= MAX_ATTEMPTS) {
      return finished(
          State.FAILED,
          "Given up after " + attempt + " attempts, whose instances all went away",
          now);
    }
    return new Rebuild(
        id, State.RUNNING, attempt + 1, by, cause, null, 0, 0, 0, startedAt, now, null, null);
  }

  public Rebuild into(String newIndex, Instant now) {
    return new Rebuild(
        id, state, attempt, owner, cause, newIndex, read, written, skipped, startedAt, now, null,
        null);
  }

  public Rebuild progressed(long moreRead, long moreWritten, long moreSkipped, Instant now) {
    return new Rebuild(
        id,
        state,
        attempt,
        owner,
        cause,
        index,
        read + moreRead,
        written + moreWritten,
        skipped + moreSkipped,
        startedAt,
        now,
        null,
        null);
  }

  public Rebuild finished(State end, String why, Instant now) {
    return new Rebuild(
        id, end, attempt, owner, cause, index, read, written, skipped, startedAt, now, now, why);
  }
}
