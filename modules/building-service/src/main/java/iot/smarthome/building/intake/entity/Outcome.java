package iot.smarthome.building.intake.entity;

/** What became of a row, or would become of it. */
public enum Outcome {
  CREATED,
  UPDATED,
  UNCHANGED,
  REFUSED
}
