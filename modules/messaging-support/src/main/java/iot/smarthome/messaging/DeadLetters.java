package iot.smarthome.messaging;

import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where events go that a consumer cannot process. */
public interface DeadLetters {

  /**
   * Sends the record as it came to {@code <topic>.dlt.<consumer>}, with the reason in headers.
   *
   * @return completes when Kafka has acknowledged
   */
  CompletionStage<Void> park(
      ConsumerRecord<String, byte[]> record, String consumer, String reason, Throwable cause);
}
