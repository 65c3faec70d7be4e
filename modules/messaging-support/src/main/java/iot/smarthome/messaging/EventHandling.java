package iot.smarthome.messaging;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Handles one message of a channel so that the channel lives on whatever happens: faults of a
 * neighbour are waited out, a message that cannot be processed becomes a dead letter, and the
 * message is acknowledged in either case, never refused.
 *
 * <p>The returned stage completes when the message is done with; a listener returns it, so that the
 * connector asks for the next message of the channel only then and order per key is kept.
 */
@ApplicationScoped
public class EventHandling {

  private static final Logger LOG = Logger.getLogger(EventHandling.class.getName());

  // a fault of the message might still be one of the moment, such as a state that is about to come
  private static final int TRIES_OF_A_BAD_MESSAGE = 3;
  private static final String HANDLER_FAILED = "handler-failed";

  private final DeadLetters deadLetters;
  private final EventMetrics metrics;
  private final ChannelLiveness liveness;
  private final Backoff backoff;

  // keeps the application's context over a pause; null outside a server
  @Resource private ManagedScheduledExecutorService scheduler;

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
    long ticket = liveness.started(channel);
    EventEnvelope event;
    try {
      event = CloudEvents.fromRecord(record);
    } catch (UnprocessableEventException e) {
      return park(record, consumer, e.reason(), e, 1).thenCompose(v -> done(message, ticket));
    }
    return attempt(record, event, consumer, handler, 1)
        .whenComplete((handled, failure) -> tellIfStopped(channel, failure))
        .thenCompose(v -> done(message, ticket));
  }

  /**
   * The connector shuts a channel down when a listener fails, and goes on saying that it is well.
   */
  private void tellIfStopped(String channel, Throwable failure) {
    if (failure != null) {
      LOG.log(Level.SEVERE, failure, () -> "A message of " + channel + " ends its channel");
      liveness.stopped(channel, String.valueOf(failure));
    }
  }

  private CompletionStage<Void> done(Message<?> message, long ticket) {
    liveness.finished(ticket);
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
    } catch (Exception | StackOverflowError e) {
      if (attempt >= TRIES_OF_A_BAD_MESSAGE && Faults.areOfTheMessage(e)) {
        return park(record, consumer, HANDLER_FAILED, e, 1);
      }
      metrics.retried(consumer, event.type());
      Duration pause = backoff.afterFailure(attempt);
      LOG.log(
          Level.WARNING,
          e,
          () ->
              "%s tries event %s again in %s, failure %d"
                  .formatted(consumer, event.id(), pause, attempt));
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

  private CompletionStage<Void> later(Duration pause) {
    CompletableFuture<Void> due = new CompletableFuture<>();
    Runnable go = () -> due.complete(null);
    if (scheduler == null) {
      CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS).execute(go);
    } else {
      scheduler.schedule(go, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
    return due;
  }
}
