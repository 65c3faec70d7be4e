package iot.smarthome.standalone;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics of the platform with their partitions; dead letters need one, they are read by people.
 * What tells of changes keeps the last of each aggregate for ever: who starts anew reads them all.
 */
public final class Topics {

  private static final Map<String, Integer> PARTITIONS =
      Map.of(
          "building.cdc.v1", 3,
          "device.cdc.v1", 12,
          "user.cdc.v1", 3,
          "device.event.v1", 12,
          "device.command.v1", 12,
          "metric.v1", 12,
          "alert.v1", 6,
          "notification.v1", 6);

  private static final List<String> DEAD_LETTERS =
      List.of(
          "tuya.message.v1.dlt.tuya-adapter",
          "building.cdc.v1.dlt.device-service",
          "device.cdc.v1.dlt.building-service",
          "building.cdc.v1.dlt.notification-collector",
          "building.cdc.v1.dlt.tuya-adapter",
          "device.cdc.v1.dlt.tuya-adapter",
          "device.cdc.v1.dlt.event-etl",
          "device.event.v1.dlt.device-service",
          "device.event.v1.dlt.event-etl",
          "device.command.v1.dlt.tuya-adapter",
          "building.cdc.v1.dlt.search-collector",
          "device.cdc.v1.dlt.search-collector",
          "metric.v1.dlt.influxdb-connector",
          "metric.v1.dlt.metrics-analyzer",
          "building.cdc.v1.dlt.user-service",
          "device.cdc.v1.dlt.user-service",
          "alert.v1.dlt.user-service");

  private Topics() {}

  /** All topics, for a single broker. */
  public static List<NewTopic> all() {
    return Stream.concat(
            PARTITIONS.entrySet().stream()
                .map(
                    topic ->
                        new NewTopic(topic.getKey(), topic.getValue(), (short) 1)
                            .configs(settings(topic.getKey()))),
            DEAD_LETTERS.stream().map(name -> new NewTopic(name, 1, (short) 1)))
        .toList();
  }

  private static Map<String, String> settings(String topic) {
    return topic.contains(".cdc.")
        ? Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            // a consumer that was away for a day still sees every change, not only the last
            TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
            Long.toString(Duration.ofDays(1).toMillis()))
        : Map.of();
  }
}
