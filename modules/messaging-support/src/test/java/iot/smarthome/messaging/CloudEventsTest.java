package iot.smarthome.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventsTest {

  static EventEnvelope event() {
    return new EventEnvelope(
        "e1",
        "iot.smarthome.device.created",
        "/device-service",
        Instant.parse("2026-11-24T10:15:30Z"),
        "d1",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "{\"a\":1}".getBytes(StandardCharsets.UTF_8));
  }

  static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
    ConsumerRecord<String, byte[]> record =
        new ConsumerRecord<>(sent.topic(), 3, 42, sent.key(), sent.value());
    sent.headers().forEach(record.headers()::add);
    return record;
  }

  @Test
  void readsBackWhatItWrote() {
    EventEnvelope back =
        CloudEvents.fromRecord(received(CloudEvents.toRecord("device.cdc.v1", "d1", event())));
    assertThat(back).usingRecursiveComparison().isEqualTo(event());
  }

  @Test
  void writesTheBinaryModeHeaders() {
    ProducerRecord<String, byte[]> sent = CloudEvents.toRecord("device.cdc.v1", "d1", event());
    assertThat(sent.key()).isEqualTo("d1");
    assertThat(CloudEvents.text(sent.headers(), "ce_specversion")).isEqualTo("1.0");
    assertThat(CloudEvents.text(sent.headers(), "content-type")).isEqualTo("application/json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time"})
  void refusesARecordWithoutARequiredAttribute(String header) {
    ConsumerRecord<String, byte[]> record =
        received(CloudEvents.toRecord("device.cdc.v1", "d1", event()));
    record.headers().remove(header);
    assertThatThrownBy(() -> CloudEvents.fromRecord(record))
        .isInstanceOf(UnprocessableEventException.class)
        .hasMessageContaining(header);
  }

  @Test
  void refusesATimeThatIsNone() {
    ConsumerRecord<String, byte[]> record =
        received(CloudEvents.toRecord("device.cdc.v1", "d1", event()));
    CloudEvents.put(record.headers(), "ce_time", "yesterday");
    assertThatThrownBy(() -> CloudEvents.fromRecord(record))
        .isInstanceOf(UnprocessableEventException.class);
  }
}
