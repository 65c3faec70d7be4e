package iot.smarthome.notify.request.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.messaging.EventPublisher;
import iot.smarthome.notify.request.entity.Area;
import iot.smarthome.notify.request.entity.AreaCreated;
import iot.smarthome.notify.request.gateway.NotificationRequests.Cause;
import iot.smarthome.testing.EventContracts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class NotificationRequestsTest {

  private final MockProducer<String, byte[]> kafka =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final NotificationRequests requests = new NotificationRequests(new EventPublisher(kafka));

  private final AreaCreated request =
      new AreaCreated(
          new Area(
              "a1",
              "b1",
              "f1",
              "EAST",
              "East wing",
              Optional.of("east"),
              Instant.parse("2026-11-24T10:15:30Z")),
          "east");

  @Test
  void keepsTheContract() {
    requests.publish(request, new Cause("/building-service", "e1", "trace"));

    ProducerRecord<String, byte[]> sent = kafka.history().get(0);
    String json = new String(sent.value(), StandardCharsets.UTF_8);
    EventContracts.assertValid("iot.smarthome.notification.requested", json);
    assertThat(sent.topic()).isEqualTo("notification.v1");
    assertThat(sent.key()).isEqualTo(request.correlationId());
    assertThat(header(sent, "ce_type")).isEqualTo("iot.smarthome.notification.requested");
    assertThat(header(sent, "ce_subject")).isEqualTo("a1");
    assertThat(header(sent, "traceparent")).isEqualTo("trace");
    assertThat(json)
        .contains(
            "\"correlationId\":\"" + request.correlationId() + "\"",
            "\"kind\":\"AREA_CREATED\"",
            "\"audience\":{\"group\":\"east\"}",
            "\"name\":\"East wing\"",
            "\"eventId\":\"e1\"");
  }

  @Test
  void isTheSameEventWhateverChangeItComesFrom() {
    requests.publish(request, new Cause("/building-service", "e1", null));
    requests.publish(request, new Cause("/building-service", "e2", null));

    assertThat(header(kafka.history().get(0), "ce_id"))
        .isEqualTo(header(kafka.history().get(1), "ce_id"));
    assertThat(kafka.history().get(0).key()).isEqualTo(kafka.history().get(1).key());
  }

  private static String header(ProducerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
