package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import iot.smarthome.messaging.CloudEvents;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.standalone.EmbeddedKafka;
import iot.smarthome.standalone.Ports;
import iot.smarthome.standalone.Topics;
import iot.smarthome.testing.EventContracts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of areas become requests to notify: each once, also over a restart. */
class NotificationRequestsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String REQUESTED = "iot.smarthome.notification.requested";
  private static final String AREA = "01980a10-0000-7000-8000-0000000000a1";

  @TempDir Path folder;

  @Test
  void aGroupIsToldOnceOfAnAreaItIsResponsibleFor() throws Exception {
    try (EmbeddedKafka kafka =
            EmbeddedKafka.start(folder.resolve("kafka"), Ports.unused(), Topics.all());
        KafkaProducer<String, byte[]> producer = producer(kafka);
        Topic requests = new Topic(kafka.bootstrapServers(), "notification.v1")) {
      Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      try (ServiceAlone collector = collector(kafka, "first")) {
        publish(producer, "e-old", "created", "old", "veterans", now.minus(Duration.ofDays(30)));
        publish(producer, "e1", "created", AREA, "east-engineers", now);
        publish(producer, "e1", "created", AREA, "east-engineers", now); // at least once
        publish(producer, "e2", "updated", AREA, "east-engineers", now); // renamed, say
        publish(producer, "e3", "updated", AREA, "west-engineers", now);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(requests.read()).hasSize(2));
        assertThat(collector.isUp("ready")).isTrue();
      }
      // it has forgotten everything, and the history of areas is published anew
      try (ServiceAlone collector = collector(kafka, "second")) {
        publish(producer, "e4", "updated", "old", "veterans", now.minus(Duration.ofDays(30)));
        publish(producer, "e5", "updated", AREA, "west-engineers", now);
        publish(producer, "e6", "created", "another", "east-engineers", now);
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> assertThat(requests.read()).anyMatch(r -> r.value().contains("\"another\"")));
        assertThat(collector.isUp("live")).isTrue();
      }
      List<ConsumerRecord<String, String>> all = requests.read();
      assertThat(all).noneMatch(request -> request.value().contains("veterans"));
      all.forEach(request -> EventContracts.assertValid(REQUESTED, request.value()));
      assertThat(all)
          .extracting(request -> Topic.header(request, "ce_type"))
          .containsOnly(REQUESTED);
      // whoever knows an id has done with it: two for the area, one for the other
      assertThat(all.stream().map(ConsumerRecord::key).distinct()).hasSize(3);
      assertThat(all.stream().map(request -> Topic.header(request, "ce_id")).distinct()).hasSize(3);
      assertThat(all)
          .filteredOn(request -> request.value().contains("\"eventId\":\"e1\""))
          .isNotEmpty()
          .allMatch(
              request ->
                  request.value().contains("\"audience\":{\"group\":\"east-engineers\"}")
                      && request.value().contains(AREA));
    }
  }

  private ServiceAlone collector(EmbeddedKafka kafka, String home) throws Exception {
    return ServiceAlone.start(
        "notification-collector",
        folder.resolve(home),
        Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()));
  }

  private static KafkaProducer<String, byte[]> producer(EmbeddedKafka kafka) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private static void publish(
      KafkaProducer<String, byte[]> producer,
      String id,
      String operation,
      String area,
      String group,
      Instant updatedAt)
      throws Exception {
    String type = "iot.smarthome.area." + operation;
    String data =
        EventContracts.example(type)
            .replace(AREA, area)
            .replace("east-engineers", group)
            .replace(
                "\"updatedAt\": \"2026-11-24T10:15:30Z\"", "\"updatedAt\": \"" + updatedAt + "\"");
    EventContracts.assertValid(type, data);
    EventEnvelope event =
        new EventEnvelope(
            id,
            type,
            "/building-service",
            Instant.now(),
            area,
            null,
            data.getBytes(StandardCharsets.UTF_8));
    producer.send(CloudEvents.toRecord("building.cdc.v1", area, event)).get(30, TimeUnit.SECONDS);
  }
}
