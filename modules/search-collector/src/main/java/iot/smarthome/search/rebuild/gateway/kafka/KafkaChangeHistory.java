package iot.smarthome.search.rebuild.gateway.kafka;

import iot.smarthome.messaging.CloudEvents;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.UnprocessableEventException;
import iot.smarthome.search.rebuild.gateway.ChangeHistory;
import iot.smarthome.search.rebuild.gateway.HistoryIncompleteException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads the topics from their beginning by a consumer of its own, which has no group and commits
 * nothing. Topics that delete old records are refused: an index without what nobody has touched for
 * a week would look complete.
 */
@ApplicationScoped
public class KafkaChangeHistory implements ChangeHistory {

  private static final Logger LOG = Logger.getLogger(KafkaChangeHistory.class.getName());
  private static final int ASK_SECONDS = 20;
  private static final int MAX_RECORDS = 1000;
  private static final Duration POLL = Duration.ofMillis(200);

  private final String servers;
  private final String places;
  private final String devices;

  /** For the container's proxy. */
  protected KafkaChangeHistory() {
    this(null, null, null);
  }

  @Inject
  public KafkaChangeHistory(
      @ConfigProperty(name = "kafka.bootstrap.servers") String servers,
      @ConfigProperty(
              name = "mp.messaging.incoming.building-cdc-in.topic",
              defaultValue = "building.cdc.v1")
          String places,
      @ConfigProperty(
              name = "mp.messaging.incoming.device-cdc-in.topic",
              defaultValue = "device.cdc.v1")
          String devices) {
    this.servers = servers;
    this.places = places;
    this.devices = devices;
  }

  @Override
  public Reading open() {
    requireCompaction();
    return new TopicReading(
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                MAX_RECORDS),
            new StringDeserializer(),
            new ByteArrayDeserializer()),
        places,
        devices);
  }

  private void requireCompaction() {
    List<ConfigResource> topics =
        List.of(
            new ConfigResource(ConfigResource.Type.TOPIC, places),
            new ConfigResource(ConfigResource.Type.TOPIC, devices));
    try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers))) {
      Map<ConfigResource, Config> configs =
          admin.describeConfigs(topics).all().get(ASK_SECONDS, TimeUnit.SECONDS);
      configs.forEach(
          (topic, config) -> {
            String policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
            if (!policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
              throw new HistoryIncompleteException(
                  "Topic "
                      + topic.name()
                      + " has cleanup.policy="
                      + policy
                      + " and may have lost changes; set it to compact, and let the services"
                      + " publish their collections anew",
                  null);
            }
          });
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Kafka does not tell how it keeps changes", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while Kafka was asked", e);
    }
  }

  /** Where each partition ended. */
  record Ends(Map<TopicPartition, Long> offsets) implements Position {}

  /** Both topics, places first. */
  static final class TopicReading implements Reading {

    /** So near to the end, the rest is read after the swap. */
    private static final long ALMOST = 200;

    private final Consumer<String, byte[]> consumer;
    private final List<TopicPartition> deviceParts;
    private boolean placesFirst = true;
    private final Ends placesAtFirst;

    TopicReading(Consumer<String, byte[]> consumer, String places, String devices) {
      this.consumer = consumer;
      List<TopicPartition> placeParts = partitions(places);
      this.deviceParts = partitions(devices);
      List<TopicPartition> all = new ArrayList<>(placeParts);
      all.addAll(deviceParts);
      consumer.assign(all);
      consumer.seekToBeginning(all);
      consumer.pause(deviceParts);
      this.placesAtFirst = new Ends(consumer.endOffsets(placeParts));
    }

    private List<TopicPartition> partitions(String topic) {
      List<PartitionInfo> known = consumer.partitionsFor(topic);
      if (known == null || known.isEmpty()) {
        throw new HistoryIncompleteException("There is no topic " + topic, null);
      }
      return known.stream().map(part -> new TopicPartition(topic, part.partition())).toList();
    }

    @Override
    public List<EventEnvelope> next() {
      if (placesFirst && hasReached(placesAtFirst)) {
        placesFirst = false;
        consumer.resume(deviceParts);
      }
      List<EventEnvelope> events = new ArrayList<>();
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        events.add(event(record));
      }
      return events;
    }

    private static EventEnvelope event(ConsumerRecord<String, byte[]> record) {
      try {
        return CloudEvents.fromRecord(record);
      } catch (UnprocessableEventException e) {
        LOG.log(Level.FINE, e, () -> "No event at " + record.topic() + " " + record.offset());
        return null;
      }
    }

    @Override
    public boolean isAtEnd() {
      if (placesFirst) {
        return false;
      }
      long behind = 0;
      for (Map.Entry<TopicPartition, Long> end : ends(consumer.assignment()).offsets().entrySet()) {
        behind += Math.max(0, end.getValue() - consumer.position(end.getKey()));
      }
      return behind <= ALMOST;
    }

    private Ends ends(Collection<TopicPartition> parts) {
      return new Ends(consumer.endOffsets(parts));
    }

    @Override
    public Position end() {
      return ends(consumer.assignment());
    }

    @Override
    public boolean hasReached(Position position) {
      return ((Ends) position)
          .offsets().entrySet().stream()
              .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void close() {
      consumer.close();
    }
  }
}
