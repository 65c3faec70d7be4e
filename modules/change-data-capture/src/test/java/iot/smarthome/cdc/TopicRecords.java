package iot.smarthome.cdc;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** All that is on a topic, as a consumer from the beginning sees it. */
final class TopicRecords implements AutoCloseable {

  /**
   * @param words operation and version
   */
  record Seen(String key, String id, String words) {
    long version() {
      return Long.parseLong(words.substring(words.indexOf(' ') + 1));
    }
  }

  private final KafkaConsumer<String, String> consumer;
  private final List<Seen> seen = new ArrayList<>();

  TopicRecords(String servers, String topic, int partitions) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer());
    consumer.assign(
        IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList());
  }

  /** Everything so far, in the order of each key. */
  List<Seen> read() {
    for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
      String id = new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
      seen.add(new Seen(record.key(), id, record.value()));
    }
    return List.copyOf(seen);
  }

  Set<String> ids() {
    Set<String> ids = new HashSet<>();
    read().forEach(record -> ids.add(record.id()));
    return ids;
  }

  /** The ids that came more than once. */
  Set<String> repeated() {
    Set<String> once = new HashSet<>();
    Set<String> again = new HashSet<>();
    read()
        .forEach(
            record -> {
              if (!once.add(record.id())) {
                again.add(record.id());
              }
            });
    return again;
  }

  /** Per key what an idempotent consumer handles: each event id the first time it comes. */
  Map<String, List<String>> handled() {
    Set<String> known = new HashSet<>();
    Map<String, List<String>> byKey = new LinkedHashMap<>();
    for (Seen record : read()) {
      if (known.add(record.id())) {
        byKey.computeIfAbsent(record.key(), key -> new ArrayList<>()).add(record.words());
      }
    }
    return byKey;
  }

  /** How often, at most, the versions of a key go back. */
  int mostRewinds() {
    Map<String, Long> last = new LinkedHashMap<>();
    Map<String, Integer> rewinds = new LinkedHashMap<>();
    for (Seen record : read()) {
      Long before = last.put(record.key(), record.version());
      if (before != null && record.version() <= before) {
        rewinds.merge(record.key(), 1, Integer::sum);
      }
    }
    return rewinds.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
