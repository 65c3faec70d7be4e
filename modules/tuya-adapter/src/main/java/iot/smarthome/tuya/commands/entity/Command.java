package iot.smarthome.tuya.commands.entity;

import java.time.Instant;

/**
 * One value that one device is to take; its life cycle is told in the package's document. Each step
 * gives the command as it is afterwards.
 *
 * @param deviceId ours
 * @param traceparent may be null
 * @param at when it came to its state
 * @param target null before it is sent
 * @param reason of FAILED and EXPIRED, else null
 * @param told whether others know of its state
 */
public record Command(
    String id,
    String deviceId,
    Instant expiresAt,
    String traceparent,
    State state,
    Instant at,
    Target target,
    Reason reason,
    boolean told) {

  private static final Reason NOT_SENT =
      new Reason(
          "not-sent",
          "The time was over before the command could be sent; nothing was done. Give it again.");
  private static final Reason NOT_CONFIRMED =
      new Reason(
          "not-confirmed",
          "The device was told, but did not report the value in time. Look at the device before you"
              + " give the command again.");
  private static final Reason OUTCOME_UNKNOWN =
      new Reason(
          "outcome-unknown",
          "Tuya Cloud has not said whether it took the command, and the device did not report the"
              + " value in time: nobody knows what it did. It was not sent again. Look at the device"
              + " before you give the command again.");

  public static Command pending(
      String id, String deviceId, Instant expiresAt, String traceparent, Instant now) {
    return new Command(id, deviceId, expiresAt, traceparent, State.PENDING, now, null, null, true);
  }

  public boolean isOver(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /** To be stored before the call: from now on it is never sent blindly. */
  public Command sending(Target to) {
    expect(state == State.PENDING, State.SENDING);
    return new Command(
        id, deviceId, expiresAt, traceparent, State.SENDING, to.since(), to, null, true);
  }

  /** Tuya has said that it took nothing: it may be sent again. */
  public Command notTaken(Instant now) {
    expect(state == State.SENDING, State.PENDING);
    return pending(id, deviceId, expiresAt, traceparent, now);
  }

  public Command sent(Instant now) {
    expect(state == State.SENDING, State.SENT);
    return in(State.SENT, null, now);
  }

  public Command confirmed(Instant now) {
    expect(state.isUnderWay(), State.CONFIRMED);
    return in(State.CONFIRMED, null, now);
  }

  public Command failed(Reason why, Instant now) {
    expect(!state.isEnd(), State.FAILED);
    return in(State.FAILED, why, now);
  }

  /** Its time is over: what that means depends on how far it has come. */
  public Command expired(Instant now) {
    expect(!state.isEnd(), State.EXPIRED);
    return switch (state) {
      case SENDING -> in(State.FAILED, OUTCOME_UNKNOWN, now);
      case SENT -> in(State.EXPIRED, NOT_CONFIRMED, now);
      default -> in(State.EXPIRED, NOT_SENT, now);
    };
  }

  private Command in(State next, Reason why, Instant now) {
    return new Command(id, deviceId, expiresAt, traceparent, next, now, target, why, false);
  }

  private void expect(boolean possible, State next) {
    if (!possible) {
      throw new IllegalStateException("Command " + id + " is " + state + ", not to be " + next);
    }
  }
}
