package iot.smarthome.timeseries.query.entity;

import java.time.Duration;
import java.time.Instant;

/**
 * The time asked for.
 *
 * @param from inclusive
 * @param to exclusive
 * @param every the length of a window, null for single values
 */
public record Span(Instant from, Instant to, Duration every) {

  /** How many windows there are in it. */
  public long windows() {
    return every == null ? 0 : Duration.between(from, to).dividedBy(every) + 1;
  }
}
