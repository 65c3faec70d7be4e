package iot.smarthome.tuyamock.cloud.entity;

/** What a device does when it is commanded. The cloud's answer is {@code true} in each case. */
public enum Obedience {
  /** Does it and reports it. */
  OBEYS,
  /** Does it and never says so. */
  SILENT,
  /** Does nothing. */
  REFUSES
}
