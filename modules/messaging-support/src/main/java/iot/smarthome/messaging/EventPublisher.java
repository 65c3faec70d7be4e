package iot.smarthome.messaging;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Publishes events where a channel is not the right tool: change data capture and dead letters,
 * which both must see Kafka's acknowledgement of each record. Idempotent producer, all replicas, no
 * delivery deadline: while Kafka is away, records wait in a bounded buffer.
 */
@ApplicationScoped
public class EventPublisher implements DeadLetters {

  private static final int MAX_REASON = 1024;
  private static final int MAX_SHORTENED = 512 * 1024;

  private final Producer<String, byte[]> producer;

  /** For the container's proxy. */
  protected EventPublisher() {
    this.producer = null;
  }

  @Inject
  public EventPublisher(@ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
    this(new KafkaProducer<>(settings(servers), new StringSerializer(), new ByteArraySerializer()));
  }

  public EventPublisher(Producer<String, byte[]> producer) {
    this.producer = producer;
  }

  private static Map<String, Object> settings(String servers) {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        servers,
        ProducerConfig.ACKS_CONFIG,
        "all",
        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
        true,
        ProducerConfig.LINGER_MS_CONFIG,
        5,
        ProducerConfig.COMPRESSION_TYPE_CONFIG,
        "lz4",
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        8L * 1024 * 1024,
        // while nothing is known about a topic: the caller gets its thread back soon
        ProducerConfig.MAX_BLOCK_MS_CONFIG,
        5000L,
        // why: META-INF/microprofile-config.properties
        CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG,
        "none",
        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
        5000L,
        // an outage of Kafka is waited out, however long; the caller's own bound limits what waits
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
        Integer.MAX_VALUE);
  }

  /**
   * @return completes when Kafka has acknowledged, exceptionally when it refused the record
   */
  public CompletionStage<RecordMetadata> publish(String topic, String key, EventEnvelope event) {
    return send(CloudEvents.toRecord(topic, key, event));
  }

  @Override
  public CompletionStage<Void> park(
      ConsumerRecord<String, byte[]> record, String consumer, String reason, Throwable cause) {
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(
            deadLetterTopic(record.topic(), consumer), record.key(), record.value());
    for (Header header : record.headers()) {
      letter.headers().add(header);
    }
    CloudEvents.put(letter.headers(), "dlt_reason", reason);
    CloudEvents.put(letter.headers(), "dlt_exception", shortened(String.valueOf(cause)));
    CloudEvents.put(letter.headers(), "dlt_topic", record.topic());
    CloudEvents.put(letter.headers(), "dlt_partition", Integer.toString(record.partition()));
    CloudEvents.put(letter.headers(), "dlt_offset", Long.toString(record.offset()));
    return send(letter)
        .handle(
            (sent, failure) -> {
              if (isTooLarge(failure) && letter.value().length > MAX_SHORTENED) {
                return send(shortened(letter));
              }
              return failure == null
                  ? CompletableFuture.completedStage(sent)
                  : CompletableFuture.<RecordMetadata>failedStage(failure);
            })
        .thenCompose(sending -> sending)
        .thenAccept(sent -> {});
  }

  private static boolean isTooLarge(Throwable failure) {
    return failure instanceof RecordTooLargeException
        || failure != null && failure.getCause() instanceof RecordTooLargeException;
  }

  /** The reason makes a large record larger: its beginning and what it is called say enough. */
  private static ProducerRecord<String, byte[]> shortened(ProducerRecord<String, byte[]> letter) {
    ProducerRecord<String, byte[]> shorter =
        new ProducerRecord<>(
            letter.topic(),
            null,
            letter.key(),
            Arrays.copyOf(letter.value(), MAX_SHORTENED),
            letter.headers());
    CloudEvents.put(
        shorter.headers(), "dlt_shortened_from", Integer.toString(letter.value().length));
    return shorter;
  }

  public static String deadLetterTopic(String topic, String consumer) {
    return topic + ".dlt." + consumer;
  }

  private CompletionStage<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
    CompletableFuture<RecordMetadata> acknowledged = new CompletableFuture<>();
    try {
      producer.send(
          record,
          (metadata, failure) -> {
            if (failure == null) {
              acknowledged.complete(metadata);
            } else {
              acknowledged.completeExceptionally(failure);
            }
          });
    } catch (RuntimeException e) {
      acknowledged.completeExceptionally(e);
    }
    return acknowledged;
  }

  private static String shortened(String words) {
    return words.length() <= MAX_REASON ? words : words.substring(0, MAX_REASON);
  }

  @PreDestroy
  void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
