package iot.smarthome.tuya.registration.control;

import java.time.Instant;

/**
 * A device that waits to be paired.
 *
 * @param version of our device
 * @param category as registered; Tuya's own counts where it says one
 * @param submittedAt when our device changed to this version
 * @param traceparent may be null
 */
public record Submission(
    String deviceId,
    long version,
    String bindCode,
    String category,
    Instant submittedAt,
    String traceparent) {}
