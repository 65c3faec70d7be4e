package iot.smarthome.tuyamock.stream.entity;

/** Tuya's two kinds of device messages; a project may subscribe to either or both. */
public enum Family {
  /** Protocols 4 and 20, the standard vocabulary. */
  STANDARD,
  /** Protocols 1000 and 1001, the thing model's vocabulary. */
  THING,
  /** All of them: whatever happens is told twice. */
  BOTH;

  public boolean hasStandard() {
    return this != THING;
  }

  public boolean hasThing() {
    return this != STANDARD;
  }
}
