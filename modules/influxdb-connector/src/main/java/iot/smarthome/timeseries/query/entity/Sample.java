package iot.smarthome.timeseries.query.entity;

import java.time.Instant;

/**
 * A value at a time, or what a window of time holds.
 *
 * @param at the time, or the start of the window
 * @param value the value; of a window, the mean of numbers and the last of anything else
 * @param min, max, count of a window; null for a value
 */
public record Sample(Instant at, Object value, Double min, Double max, Long count) {}
