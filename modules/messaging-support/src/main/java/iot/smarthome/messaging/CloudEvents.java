package iot.smarthome.messaging;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** CloudEvents 1.0, Kafka protocol binding, binary content mode. */
public final class CloudEvents {

  private CloudEvents() {}

  public static ProducerRecord<String, byte[]> toRecord(
      String topic, String key, EventEnvelope event) {
    ProducerRecord<String, byte[]> out = new ProducerRecord<>(topic, key, event.data());
    Headers headers = out.headers();
    put(headers, "ce_specversion", "1.0");
    put(headers, "ce_id", event.id());
    put(headers, "ce_type", event.type());
    put(headers, "ce_source", event.source());
    put(headers, "ce_time", event.time().toString());
    if (event.subject() != null) {
      put(headers, "ce_subject", event.subject());
    }
    if (event.traceparent() != null) {
      put(headers, "traceparent", event.traceparent());
    }
    put(headers, "content-type", "application/json");
    return out;
  }

  /**
   * @throws UnprocessableEventException when a required attribute is missing or unreadable
   */
  public static EventEnvelope fromRecord(ConsumerRecord<?, byte[]> in) {
    Headers headers = in.headers();
    String version = required(headers, "ce_specversion");
    if (!version.startsWith("1.")) {
      throw new UnprocessableEventException("not-a-cloud-event", "specversion is " + version);
    }
    if (in.value() == null) {
      throw new UnprocessableEventException("no-data", "the record has no value");
    }
    String time = required(headers, "ce_time");
    try {
      return new EventEnvelope(
          required(headers, "ce_id"),
          required(headers, "ce_type"),
          required(headers, "ce_source"),
          Instant.parse(time),
          text(headers, "ce_subject"),
          text(headers, "traceparent"),
          in.value());
    } catch (DateTimeException e) {
      throw new UnprocessableEventException("not-a-cloud-event", "time is " + time, e);
    }
  }

  static void put(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static String required(Headers headers, String name) {
    String value = text(headers, name);
    if (value == null || value.isEmpty()) {
      throw new UnprocessableEventException("not-a-cloud-event", "header " + name + " is missing");
    }
    return value;
  }
}
