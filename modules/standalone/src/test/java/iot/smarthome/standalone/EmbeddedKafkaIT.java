package iot.smarthome.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

  private static final TopicPartition ALERTS = new TopicPartition("alert.v1", 0);

  @TempDir Path folder;

  @Test
  void keepsWhatItAcknowledgedOverARestart() throws Exception {
    int port = Ports.unused();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, port, Topics.all())) {
      publish(kafka, "before");
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, port, Topics.all())) {
      publish(kafka, "after");
      assertThat(read(kafka, 2)).containsExactly("before", "after");
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
        Map<String, TopicDescription> topics =
            admin
                .describeTopics(List.of("device.event.v1", "metric.v1.dlt.metrics-analyzer"))
                .allTopicNames()
                .get(30, TimeUnit.SECONDS);
        assertThat(topics.get("device.event.v1").partitions()).hasSize(12);
        assertThat(topics.get("metric.v1.dlt.metrics-analyzer").partitions()).hasSize(1);
      }
    }
  }

  @Test
  void keepsTheLastChangeOfEachAggregateAlsoInTopicsOfAnEarlierStart() throws Exception {
    int port = Ports.unused();
    List<NewTopic> asEarlier = List.of(new NewTopic("device.cdc.v1", 1, (short) 1));
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, port, asEarlier)) {
      assertThat(cleanup(kafka, "device.cdc.v1")).isEqualTo("delete");
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, port, Topics.all())) {
      // the controller has taken the change; the broker tells of it a moment later
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(cleanup(kafka, "device.cdc.v1")).isEqualTo("compact"));
      assertThat(cleanup(kafka, "building.cdc.v1")).isEqualTo("compact");
      assertThat(cleanup(kafka, "metric.v1")).isEqualTo("delete");
    }
  }

  private static String cleanup(EmbeddedKafka kafka, String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      return admin
          .describeConfigs(List.of(resource))
          .all()
          .get(30, TimeUnit.SECONDS)
          .get(resource)
          .get("cleanup.policy")
          .value();
    }
  }

  @Test
  void refusesATakenPortInWords() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedKafka.start(folder, taken.getLocalPort(), List.of()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(Integer.toString(taken.getLocalPort()));
    }
  }

  private static void publish(EmbeddedKafka kafka, String value) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new StringSerializer())) {
      producer
          .send(new ProducerRecord<>(ALERTS.topic(), ALERTS.partition(), "a1", value))
          .get(30, TimeUnit.SECONDS);
    }
  }

  private static List<String> read(EmbeddedKafka kafka, int count) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(ALERTS));
      consumer.seekToBeginning(List.of(ALERTS));
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (values.size() < count && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(500)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }
}
