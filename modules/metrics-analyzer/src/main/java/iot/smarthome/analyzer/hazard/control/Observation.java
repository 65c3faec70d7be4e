package iot.smarthome.analyzer.hazard.control;

import iot.smarthome.analyzer.hazard.entity.Hazard;
import iot.smarthome.analyzer.hazard.entity.Location;
import java.time.Instant;

/**
 * A sensor's word on a hazard.
 *
 * @param category of the device, null when it is not known
 * @param location where the device is, null when it is not known
 * @param value {@code alarm} or {@code normal}
 * @param at when the device said so
 * @param eventId the event that told of it
 */
public record Observation(
    String deviceId,
    String category,
    Hazard hazard,
    Location location,
    String value,
    Instant at,
    String eventId) {}
