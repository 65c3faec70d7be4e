package iot.smarthome.user.authorization.gateway;

import iot.smarthome.user.authorization.entity.Decision;
import java.time.Instant;

/**
 * Which entries; null leaves open.
 *
 * @param from not earlier than this
 * @param to earlier than this
 */
public record AuditFilter(
    Instant from, Instant to, String subject, String action, Decision.Outcome decision) {}
