package iot.smarthome.apigateway.access.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Tells of each change on the platform's CDC topics from now on. Every gateway hears every change,
 * so it reads all partitions itself, without a consumer group; and it needs no past, because what
 * it keeps is a second old at most.
 */
public final class ChangeFeed implements Runnable, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(ChangeFeed.class.getName());
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PARTITIONS_AGAIN = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final String bootstrapServers;
  private final Set<String> topics;
  private final BiConsumer<String, String> listener;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile KafkaConsumer<String, byte[]> consumer;

  /**
   * @param listener gets topic and key of each change
   */
  public ChangeFeed(
      String bootstrapServers, Set<String> topics, BiConsumer<String, String> listener) {
    this.bootstrapServers = bootstrapServers;
    this.topics = Set.copyOf(topics);
    this.listener = listener;
  }

  @Override
  public void run() {
    while (!closed.get()) {
      try (KafkaConsumer<String, byte[]> opened = new KafkaConsumer<>(settings())) {
        consumer = opened;
        follow(opened);
      } catch (WakeupException e) {
        LOG.log(Level.FINE, "The feed of changes is woken to end", e);
      } catch (InterruptException e) {
        return;
      } catch (KafkaException e) {
        LOG.log(
            Level.WARNING,
            "Changes cannot be followed now; decisions are kept for their second as ever",
            e);
        pause();
      }
    }
  }

  private void follow(KafkaConsumer<String, byte[]> opened) {
    long next = System.nanoTime();
    while (!closed.get()) {
      if (System.nanoTime() - next >= 0) {
        assign(opened);
        next =
            System.nanoTime()
                + (opened.assignment().isEmpty() ? PAUSE : PARTITIONS_AGAIN).toNanos();
      }
      if (opened.assignment().isEmpty()) {
        pause();
        continue;
      }
      for (ConsumerRecord<String, byte[]> change : opened.poll(POLL)) {
        listener.accept(change.topic(), change.key());
      }
    }
  }

  // topics and partitions may come later than we do
  private void assign(KafkaConsumer<String, byte[]> opened) {
    Map<String, List<PartitionInfo>> known = opened.listTopics();
    Set<TopicPartition> wanted =
        topics.stream()
            .flatMap(topic -> known.getOrDefault(topic, List.of()).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .collect(Collectors.toSet());
    if (!wanted.equals(opened.assignment())) {
      Set<TopicPartition> fresh =
          wanted.stream()
              .filter(partition -> !opened.assignment().contains(partition))
              .collect(Collectors.toSet());
      opened.assign(wanted);
      opened.seekToEnd(fresh);
    }
  }

  private Map<String, Object> settings() {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrapServers,
        ConsumerConfig.CLIENT_ID_CONFIG,
        "api-gateway",
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "latest",
        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
        500,
        ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
        10_000,
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
        StringDeserializer.class,
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class);
  }

  private void pause() {
    synchronized (closed) {
      try {
        if (!closed.get()) {
          closed.wait(PAUSE.toMillis());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        closed.set(true);
      }
    }
  }

  @Override
  public void close() {
    closed.set(true);
    synchronized (closed) {
      closed.notifyAll();
    }
    KafkaConsumer<String, byte[]> open = consumer;
    if (open != null) {
      open.wakeup();
    }
  }
}
