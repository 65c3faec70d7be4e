package iot.smarthome.messaging;

import java.time.Instant;
import java.util.Objects;

/**
 * One event: the CloudEvents attributes that we use, and the data.
 *
 * @param id unique per source; a repeated event has the same
 * @param type e.g. {@code iot.smarthome.device.confirmed}
 * @param source the service, as {@code /device-service}
 * @param time when it happened
 * @param subject what it is about, may be null
 * @param traceparent W3C trace context, may be null
 * @param data JSON in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // compared by id, never by content
public record EventEnvelope(
    String id,
    String type,
    String source,
    Instant time,
    String subject,
    String traceparent,
    byte[] data) {

  public EventEnvelope {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(data, "data");
  }
}
