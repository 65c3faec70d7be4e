package iot.smarthome.etl.transformation.entity;

/** What a value is: a number, a truth, one of some words, free text, JSON text or as it came. */
public enum Kind {
  NUMBER,
  BOOLEAN,
  ENUM,
  TEXT,
  JSON,
  RAW
}
