package iot.smarthome.tuya.commands.entity;

/** How far a command is. */
public enum State {
  /** Nothing was sent. */
  PENDING,
  /** It is being sent, or was when its answer was lost: it may have reached the device. */
  SENDING,
  /** Tuya has taken it. */
  SENT,
  /** The device has reported the value. */
  CONFIRMED,
  FAILED,
  EXPIRED;

  /** Whether nothing will come of it any more. */
  public boolean isEnd() {
    return this == CONFIRMED || this == FAILED || this == EXPIRED;
  }

  /** Whether the device may take the value by it. */
  public boolean isUnderWay() {
    return this == SENDING || this == SENT;
  }

  /** Whether others are told of it. */
  public boolean isTold() {
    return this == SENT || isEnd();
  }
}
