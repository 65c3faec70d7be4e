package iot.smarthome.search.query.entity;

/** How findings are ordered; the id decides between equals. */
public enum Order {
  /** The best match first: when there are words and no position. */
  RELEVANCE,
  /** The nearest first: when there is a position. */
  DISTANCE,
  /** By name without accents and case. */
  NAME
}
