package iot.smarthome.tuya.commands.control;

import jakarta.json.JsonValue;
import java.time.Instant;

/**
 * What somebody wants of a device.
 *
 * @param code the platform's standard code, or the device's own
 * @param value the real value
 * @param unit UCUM code that is meant, null for the device's own
 * @param traceparent may be null
 */
public record CommandRequest(
    String commandId,
    String deviceId,
    String code,
    JsonValue value,
    String unit,
    Instant requestedAt,
    Instant expiresAt,
    String traceparent) {}
