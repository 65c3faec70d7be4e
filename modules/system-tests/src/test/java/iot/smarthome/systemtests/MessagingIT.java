package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import iot.smarthome.embedded.mongodb.EmbeddedMongoDb;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Messages on Liberty's own Kafka connector: what becomes of one that cannot be processed, and of
 * all of them when Kafka is away. Event ETL stands for every service that consumes.
 */
class MessagingIT {

  private static final String REPORTS = "device.event.v1";
  private static final String REPORTED = "iot.smarthome.device.reported";
  private static final String DEVICE = "01980a10-0000-7000-8000-0000000000d1";
  private static final Duration OUTAGE = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int BEFORE = 400;
  private static final int DURING = 200;
  private static final int AFTER = 400;

  @TempDir Path folder;

  private int port;
  private EmbeddedKafka kafka;
  private EmbeddedMongoDb mongodb;
  private String mongoUri;
  private KafkaProducer<String, byte[]> producer;

  @BeforeEach
  void startNeighbours() throws Exception {
    port = Ports.unused();
    startKafka();
    int mongoPort = Ports.unused();
    mongodb = EmbeddedMongoDb.start(folder.resolve("mongodb"), mongoPort);
    mongoUri = "mongodb://127.0.0.1:" + mongoPort;
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "acks",
                "all",
                "metadata.recovery.strategy",
                "none",
                "delivery.timeout.ms",
                Integer.MAX_VALUE),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  private void startKafka() throws Exception {
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), port, Topics.all());
  }

  @AfterEach
  void stopNeighbours() {
    producer.close(Duration.ofSeconds(10));
    kafka.close();
    mongodb.close();
  }

  private ServiceAlone service(String name) throws Exception {
    return ServiceAlone.start(
        name,
        folder.resolve(name),
        Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + port, "MONGODB_URI", mongoUri));
  }

  private Future<RecordMetadata> publish(String topic, String type, String id, String data) {
    EventEnvelope event =
        new EventEnvelope(
            id,
            type,
            "/system-tests",
            Instant.now(),
            DEVICE,
            null,
            data.getBytes(StandardCharsets.UTF_8));
    return producer.send(CloudEvents.toRecord(topic, DEVICE, event));
  }

  private void place() throws Exception {
    String created = "iot.smarthome.device.created";
    publish("device.cdc.v1", created, "placed", EventContracts.example(created))
        .get(30, TimeUnit.SECONDS);
  }

  private static String report(String dataId) {
    String example = EventContracts.example(REPORTED);
    String report = example.replace("AAXI3c1i6", dataId);
    assertThat(report).isNotEqualTo(example);
    return report;
  }

  @Test
  void aPoisonMessageBecomesADeadLetterAndTheNextIsProcessed() throws Exception {
    try (ServiceAlone etl = service("event-etl");
        Topic metrics = new Topic(kafka.bootstrapServers(), "metric.v1");
        Topic letters = new Topic(kafka.bootstrapServers(), REPORTS + ".dlt.event-etl")) {
      place();
      publish(REPORTS, REPORTED, "poison-json", "{\"deviceId\":");
      publish(REPORTS, REPORTED, "poison-type", report("p").replace("21.5", "\"warm\""));
      publish(REPORTS, REPORTED, "good", report("good"));

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(metrics.read()).anyMatch(m -> m.value().contains("good")));
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(letters.read()).hasSize(2));

      assertThat(metrics.read()).hasSize(1);
      assertThat(letters.read())
          .extracting(letter -> Topic.header(letter, "ce_id"))
          .containsExactly("poison-json", "poison-type");
      assertThat(letters.read())
          .extracting(letter -> Topic.header(letter, "dlt_reason"))
          .containsExactly("unreadable-data", "unexpected-data");
      ConsumerRecord<String, String> first = letters.read().get(0);
      assertThat(first.key()).isEqualTo(DEVICE);
      assertThat(first.value()).isEqualTo("{\"deviceId\":");
      assertThat(Topic.header(first, "dlt_topic")).isEqualTo(REPORTS);
      assertThat(etl.isUp("live")).isTrue();
      assertThat(etl.get("/metrics").body()).contains("unreadable-data");
    }
  }

  @Test
  void anOutageOfKafkaLosesNothingAndNeedsNoRestart() throws Exception {
    try (ServiceAlone etl = service("event-etl")) {
      place();
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      IntStream.range(0, BEFORE).forEach(i -> sent.add(send(i)));
      // half of them are out when Kafka goes: the outage meets reads, writes and offsets
      sent.get(BEFORE / 2).get(30, TimeUnit.SECONDS);
      kafka.close();
      IntStream.range(BEFORE, BEFORE + DURING).forEach(i -> sent.add(send(i)));
      await()
          .during(OUTAGE)
          .atMost(OUTAGE.plusSeconds(10))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> etl.isUp("live"));
      startKafka();
      IntStream.range(BEFORE + DURING, BEFORE + DURING + AFTER).forEach(i -> sent.add(send(i)));
      for (Future<RecordMetadata> record : sent) {
        record.get(60, TimeUnit.SECONDS);
      }

      try (Topic metrics = new Topic(kafka.bootstrapServers(), "metric.v1")) {
        Map<String, Integer> times = new HashMap<>();
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> {
                  times.clear();
                  metrics
                      .read()
                      .forEach(m -> times.merge(Topic.header(m, "ce_id"), 1, Integer::sum));
                  assertThat(times).hasSize(sent.size());
                });
        System.out.printf(
            "Outage of Kafka: %d reports, %d metrics, %d of them more than once%n",
            sent.size(), times.size(), times.values().stream().filter(count -> count > 1).count());
        assertThat(numbers(metrics.read())).isSorted();
      }
      assertThat(etl.isUp("live")).isTrue();
      assertThat(etl.isUp("ready")).isTrue();
    }
  }

  private Future<RecordMetadata> send(int number) {
    return publish(REPORTS, REPORTED, "r" + number, report("n%06d".formatted(number)));
  }

  /** The numbers of the reports, each where it first came. */
  private static List<Integer> numbers(List<ConsumerRecord<String, String>> metrics) {
    return metrics.stream()
        .map(metric -> metric.value().replaceFirst("(?s).*\"dataId\":\"n(\\d+)\".*", "$1"))
        .map(Integer::valueOf)
        .distinct()
        .toList();
  }

  @Test
  void changesMadeWhileKafkaIsAwayArePublishedWhenItIsBack() throws Exception {
    try (ServiceAlone buildings = service("building-service")) {
      await().atMost(PATIENCE).until(() -> buildings.isUp("ready"));
      assertThat(add(buildings, 0)).isEqualTo(201);
      kafka.close();
      for (int i = 1; i <= 5; i++) {
        assertThat(add(buildings, i)).isEqualTo(201);
      }
      await()
          .during(OUTAGE)
          .atMost(OUTAGE.plusSeconds(10))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> buildings.isUp("live"));
      startKafka();
      assertThat(add(buildings, 6)).isEqualTo(201);

      try (Topic changes = new Topic(kafka.bootstrapServers(), "building.cdc.v1")) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(changes.read())
                        .extracting(
                            change ->
                                change.value().replaceFirst("(?s).*\"code\":\"(B\\d)\".*", "$1"))
                        .contains("B0", "B1", "B2", "B3", "B4", "B5", "B6"));
      }
    }
  }

  private static int add(ServiceAlone buildings, int number) throws Exception {
    return buildings
        .post(
            "/building-service/buildings",
            "{\"code\":\"B" + number + "\",\"name\":\"Building " + number + "\"}")
        .statusCode();
  }
}
