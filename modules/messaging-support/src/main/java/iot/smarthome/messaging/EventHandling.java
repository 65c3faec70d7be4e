package iot.smarthome.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Handles one message of a channel so that the channel lives on whatever happens: passing faults
 * are tried again, hopeless messages become dead letters, and the message is acknowledged in either
 * case, never refused.
 *
 * <p>The returned stage completes when the message is done with; a listener returns it, so that the
 * connector asks for the next message of the channel only then and order per key is kept.
 */
@ApplicationScoped
public class EventHandling {

  private static final Logger LOG = Logger.getLogger(EventHandling.class.getName());

  private final DeadLetters deadLetters;
  private final EventMetrics metrics;
  private final ChannelLiveness liveness;
  private final Backoff backoff;

  /** For the container's proxy. */
  protected EventHandling() {
    this((DeadLetters) null, null, null, null);
  }

  @Inject
  public EventHandling(
      EventPublisher deadLetters,
      EventMetrics metrics,
      ChannelLiveness liveness,
      @ConfigProperty(name = "smarthome.messaging.retry-first", defaultValue = "PT0.2S")
          Duration first,
      @ConfigProperty(name = "smarthome.messaging.retry-ceiling", defaultValue = "PT30S")
          Duration ceiling) {
    this(
        (DeadLetters) deadLetters,
        metrics,
        liveness,
        first == null ? null : new Backoff(first, ceiling));
  }

  EventHandling(
      DeadLetters deadLetters, EventMetrics metrics, ChannelLiveness liveness, Backoff backoff) {
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.liveness = liveness;
    this.backoff = backoff;
  }

  /**
   * @param consumer the service, as in {@code group.id}; names the dead letter topic
   */
  @SuppressWarnings("unchecked")
  public CompletionStage<Void> handle(Message<?> message, String consumer, EventHandler handler) {
    ConsumerRecord<String, byte[]> record = message.unwrap(ConsumerRecord.class);
    String channel = record.topic();
    liveness.started(channel);
    EventEnvelope event;
    try {
      event = CloudEvents.fromRecord(record);
    } catch (UnprocessableEventException e) {
      return park(record, consumer, e.reason(), e, 1).thenCompose(v -> done(message, channel));
    }
    return attempt(record, event, consumer, handler, 1).thenCompose(v -> done(message, channel));
  }

  private CompletionStage<Void> done(Message<?> message, String channel) {
    liveness.finished(channel);
    return message.ack();
  }

  private CompletionStage<Void> attempt(
      ConsumerRecord<String, byte[]> record,
      EventEnvelope event,
      String consumer,
      EventHandler handler,
      int attempt) {
    try {
      handler.handle(record.key(), event);
      metrics.handled(consumer, event.type());
      return CompletableFuture.completedStage(null);
    } catch (UnprocessableEventException e) {
      return park(record, consumer, e.reason(), e, 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedStage(e);
    } catch (Exception e) {
      metrics.retried(consumer, event.type());
      Duration pause = backoff.afterFailure(attempt);
      LOG.log(
          Level.WARNING,
          e,
          () ->
              consumer
                  + " tries event "
                  + event.id()
                  + " again in "
                  + pause
                  + ", failure "
                  + attempt);
      return later(pause).thenCompose(v -> attempt(record, event, consumer, handler, attempt + 1));
    }
  }

  private CompletionStage<Void> park(
      ConsumerRecord<String, byte[]> record,
      String consumer,
      String reason,
      Throwable cause,
      int attempt) {
    CompletableFuture<Void> parked = new CompletableFuture<>();
    deadLetters
        .park(record, consumer, reason, cause)
        .whenComplete(
            (sent, failure) -> {
              if (failure == null) {
                metrics.deadLettered(consumer, reason);
                parked.complete(null);
                return;
              }
              // a message that is neither processed nor parked must not be acknowledged
              LOG.log(Level.SEVERE, "Dead letter not accepted, trying again", failure);
              later(backoff.afterFailure(attempt))
                  .thenCompose(v -> park(record, consumer, reason, cause, attempt + 1))
                  .whenComplete(
                      (again, error) -> {
                        if (error == null) {
                          parked.complete(null);
                        } else {
                          parked.completeExceptionally(new CompletionException(error));
                        }
                      });
            });
    return parked;
  }

  private static CompletionStage<Void> later(Duration pause) {
    Executor delayed = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
    return CompletableFuture.runAsync(() -> {}, delayed);
  }
}
