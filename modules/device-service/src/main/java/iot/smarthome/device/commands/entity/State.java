package iot.smarthome.device.commands.entity;

/** How far a command is. */
public enum State {
  PENDING,
  SENT,
  CONFIRMED,
  FAILED,
  EXPIRED;

  boolean isEnd() {
    return this != PENDING && this != SENT;
  }
}
