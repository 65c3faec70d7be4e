package iot.smarthome.tuya.messages.gateway;

import iot.smarthome.messaging.EventMetrics;
import iot.smarthome.messaging.EventPublisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Messages that could not be processed, as they came, on {@code tuya.message.v1.dlt.tuya-adapter}.
 */
@ApplicationScoped
public class ParkedMessages {

  /** Tuya's stream has no topic of ours; its dead letters are named as if it had. */
  public static final String STREAM = "tuya.message.v1";

  private static final String CONSUMER = "tuya-adapter";

  private final EventPublisher publisher;
  private final EventMetrics metrics;

  /** For the container's proxy. */
  protected ParkedMessages() {
    this(null, null);
  }

  @Inject
  public ParkedMessages(EventPublisher publisher, EventMetrics metrics) {
    this.publisher = publisher;
    this.metrics = metrics;
  }

  /**
   * @param key Tuya's device id, null when it cannot be read
   * @param frame as it came
   * @param reason a stable kebab-case word
   * @return completes when Kafka has acknowledged
   */
  public CompletionStage<Void> park(String key, String frame, String reason, Throwable cause) {
    return publisher
        .park(
            new ConsumerRecord<>(STREAM, 0, 0, key, frame.getBytes(StandardCharsets.UTF_8)),
            CONSUMER,
            reason,
            cause)
        .thenRun(() -> metrics.deadLettered(CONSUMER, reason));
  }
}
