package iot.smarthome.tuya.messages.control;

import iot.smarthome.messaging.Backoff;
import iot.smarthome.messaging.Faults;
import iot.smarthome.tuya.messages.control.DeviceReport.Latched;
import iot.smarthome.tuya.messages.entity.Latch;
import iot.smarthome.tuya.messages.entity.NormalisedPoint;
import iot.smarthome.tuya.messages.entity.TuyaMessage;
import iot.smarthome.tuya.messages.entity.TuyaMessage.Connection;
import iot.smarthome.tuya.messages.entity.TuyaMessage.Other;
import iot.smarthome.tuya.messages.entity.TuyaMessage.Report;
import iot.smarthome.tuya.messages.gateway.Latches;
import iot.smarthome.tuya.messages.gateway.MessageCipher;
import iot.smarthome.tuya.messages.gateway.MessageSettings;
import iot.smarthome.tuya.messages.gateway.ParkedMessages;
import iot.smarthome.tuya.messages.gateway.UndecryptableMessageException;
import iot.smarthome.tuya.registration.control.RecentBindings;
import iot.smarthome.tuya.registration.entity.Binding;
import iot.smarthome.tuya.registration.gateway.DeviceEvents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Takes frames in the order they came and brings each to an end: published, passed over, or parked.
 *
 * <p>Metrics: {@code tuya_messages_total} by kind and outcome, and those of {@link OddPoints}.
 */
@ApplicationScoped
public class MessageIntake {

  private static final Logger LOG = Logger.getLogger(MessageIntake.class.getName());
  private static final int MOST_STRANGERS = 10_000;
  private static final Duration STRANGER = Duration.ofMinutes(5);
  private static final int TRIES_OF_A_BAD_MESSAGE = 3;
  private static final String HANDLER_FAILED = "handler-failed";
  private static final int KEPT_OF_A_REFUSED_LETTER = 4096;

  private final RecentBindings bindings;
  private final DeviceEvents events;
  private final ParkedMessages parked;
  private final MetricRegistry metrics;
  private final Supplier<ScheduledExecutorService> threads;
  private final MessageCipher cipher;
  private final Duration patience;
  private final Backoff backoff;
  private final Clock clock;
  private final MessageReader reader;
  private final DeviceReport reports;
  private final OddPoints oddPoints;
  private final Redeliveries redeliveries;
  private final Latches latches;
  private ReportFollower follower = (binding, points) -> {};
  private final Set<String> inWork = ConcurrentHashMap.newKeySet();
  private final Map<String, CompletableFuture<Void>> lanes = new ConcurrentHashMap<>();
  private final Map<String, Instant> strangers =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST_STRANGERS;
        }
      };

  /** For the container's proxy. */
  protected MessageIntake() {
    this.bindings = null;
    this.events = null;
    this.parked = null;
    this.metrics = null;
    this.threads = null;
    this.cipher = null;
    this.patience = null;
    this.backoff = null;
    this.clock = null;
    this.reader = null;
    this.reports = null;
    this.oddPoints = null;
    this.redeliveries = null;
    this.latches = null;
  }

  @Inject
  public MessageIntake(
      RecentBindings bindings,
      DeviceEvents events,
      Latches latches,
      ParkedMessages parked,
      MetricRegistry metrics,
      StreamThreads threads,
      MessageSettings settings) {
    this(
        bindings,
        events,
        latches,
        parked,
        metrics,
        threads::executor,
        settings,
        new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5)),
        Clock.systemUTC());
  }

  MessageIntake(
      RecentBindings bindings,
      DeviceEvents events,
      Latches latches,
      ParkedMessages parked,
      MetricRegistry metrics,
      Supplier<ScheduledExecutorService> threads,
      MessageSettings settings,
      Backoff backoff,
      Clock clock) {
    this.bindings = bindings;
    this.events = events;
    this.parked = parked;
    this.metrics = metrics;
    this.threads = threads;
    this.cipher = new MessageCipher(settings.clientSecret());
    this.patience = settings.patience();
    this.backoff = backoff;
    this.clock = clock;
    this.reader = new MessageReader(clock);
    this.reports = new DeviceReport(new ProductOverrides(settings.productOverrides()));
    this.oddPoints = new OddPoints(metrics);
    this.redeliveries = new Redeliveries(settings.undecryptableTries(), clock);
    this.latches = latches;
  }

  @Inject
  void follow(ReportFollower who) {
    follower = who;
  }

  /** How a message is acknowledged. */
  @FunctionalInterface
  public interface Acknowledgement {
    void send(String messageId);
  }

  /**
   * Called for one frame after the other; returns soon, the work goes on elsewhere.
   *
   * @param cut whether the frame was too long and only its beginning is here
   * @param done called once when the next frame may come, acknowledged or not
   */
  public void take(String text, boolean cut, Acknowledgement acknowledgement, Runnable done) {
    String id = Frame.messageId(text).orElse(null);
    if (id != null && !inWork.add(id)) {
      // redelivered while we still have it: the first one's acknowledgement will do for both
      count("frame", "repeated");
      done.run();
      return;
    }
    CompletionStage<Void> outcome;
    try {
      outcome = begin(text, cut);
    } catch (RuntimeException | StackOverflowError e) {
      outcome = park(null, text, "unexpected-data", e, 1);
    }
    outcome.whenComplete(
        (ended, failure) -> {
          if (id != null) {
            inWork.remove(id);
          }
          if (failure == null) {
            if (id != null) {
              redeliveries.forget(id);
              acknowledgement.send(id);
            }
          } else {
            LOG.log(Level.WARNING, "A message was left to be delivered again", failure);
          }
          done.run();
        });
  }

  /** Messages that are left to be delivered again. */
  public int left() {
    return redeliveries.left();
  }

  /** Messages in work. */
  public int inWork() {
    return inWork.size();
  }

  private CompletionStage<Void> begin(String text, boolean cut) {
    if (cut) {
      return park(null, text, "too-long", null, 1);
    }
    Frame frame;
    TuyaMessage message;
    try {
      frame = Frame.read(text);
    } catch (UnreadableMessageException e) {
      return park(null, text, e.reason(), e, 1);
    }
    try {
      message =
          reader.read(frame.protocol(), frame.time(), cipher.open(frame.mode(), frame.data()));
    } catch (UnreadableMessageException e) {
      return park(null, text, e.reason(), e, 1);
    } catch (UndecryptableMessageException e) {
      if (redeliveries.again(frame.messageId(), frame.redelivered())) {
        count("frame", "left");
        return CompletableFuture.failedStage(e);
      }
      return park(null, text, "undecryptable", e, 1);
    }
    if (message instanceof Report report) {
      return inLane(report.tuyaDeviceId(), text, report, binding -> publish(report, binding));
    }
    if (message instanceof Connection connection) {
      return inLane(
          connection.tuyaDeviceId(), text, connection, binding -> publish(connection, binding));
    }
    count(message.kind(), "ignored");
    return CompletableFuture.completedStage(null);
  }

  private interface Publication {
    CompletionStage<Void> of(Binding binding);
  }

  private CompletionStage<Void> inLane(
      String tuyaDeviceId, String text, TuyaMessage message, Publication publication) {
    Instant since = clock.instant();
    CompletableFuture<Void> end =
        lanes.compute(
            tuyaDeviceId,
            (device, before) ->
                (before == null ? CompletableFuture.<Void>completedFuture(null) : before)
                    .handle((ended, failure) -> null)
                    .thenComposeAsync(
                        go -> attempt(tuyaDeviceId, text, message, publication, since, 1),
                        threads.get()));
    end.whenComplete((ended, failure) -> lanes.remove(tuyaDeviceId, end));
    return end;
  }

  private CompletionStage<Void> attempt(
      String tuyaDeviceId,
      String text,
      TuyaMessage message,
      Publication publication,
      Instant since,
      int attempt) {
    Supplier<CompletionStage<Void>> again =
        () -> attempt(tuyaDeviceId, text, message, publication, since, attempt + 1);
    Function<Throwable, CompletionStage<Void>> givenUp =
        cause -> {
          count(message.kind(), "parked");
          return park(tuyaDeviceId, text, HANDLER_FAILED, cause, 1);
        };
    try {
      Optional<Binding> binding = bindings.ofTuyaDevice(tuyaDeviceId);
      if (binding.isPresent()) {
        return otherwise(
            publication.of(binding.get()).thenRun(() -> count(message.kind(), "published")),
            message,
            attempt,
            again,
            givenUp);
      }
    } catch (RuntimeException | StackOverflowError e) {
      return otherwise(CompletableFuture.failedStage(e), message, attempt, again, givenUp);
    }
    if (stranger(tuyaDeviceId, since)) {
      count(message.kind(), "parked");
      return park(tuyaDeviceId, text, "unknown-device", null, 1);
    }
    return later(attempt).thenCompose(v -> again.get());
  }

  /**
   * While MongoDB or Kafka is away the message waits, and those of its device behind it. A message
   * that fails by itself is given up after a few tries: it would hold them up for ever.
   */
  private CompletionStage<Void> otherwise(
      CompletionStage<Void> tried,
      TuyaMessage message,
      int attempt,
      Supplier<CompletionStage<Void>> again,
      Function<Throwable, CompletionStage<Void>> givenUp) {
    return tried
        .handle(
            (done, failure) -> {
              if (failure == null) {
                return CompletableFuture.<Void>completedStage(null);
              }
              if (attempt >= TRIES_OF_A_BAD_MESSAGE && Faults.areOfTheMessage(failure)) {
                return givenUp.apply(failure);
              }
              count(message.kind(), "retried");
              if (attempt == 1 || attempt % 20 == 0) {
                // hundreds wait in an outage; each need not say so each time
                LOG.log(
                    Level.WARNING,
                    "Message waits after failure {0}: {1}",
                    new Object[] {attempt, failure});
              }
              return later(attempt).thenCompose(v -> again.get());
            })
        .thenCompose(next -> next);
  }

  private boolean stranger(String tuyaDeviceId, Instant since) {
    Instant now = clock.instant();
    synchronized (strangers) {
      Instant until = strangers.get(tuyaDeviceId);
      if (until != null && now.isBefore(until)) {
        return true;
      }
      if (now.isBefore(since.plus(patience))) {
        return false;
      }
      strangers.remove(tuyaDeviceId);
      strangers.put(tuyaDeviceId, now.plus(STRANGER));
      return true;
    }
  }

  private CompletionStage<Void> publish(Report report, Binding binding) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<Report> parts = report.parts();
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      // a report of ordinary size is its own only part, and its event named after it alone
      String cause = i == 0 ? report.dataId() : report.dataId() + "|part " + (i + 1);
      sent.add(publish(parts.get(i), cause, binding, now).toCompletableFuture());
    }
    return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new));
  }

  private CompletionStage<Void> publish(Report part, String cause, Binding binding, Instant now) {
    List<NormalisedPoint> points = reports.points(binding, part, now);
    return events
        .publish("reported", cause, now, DeviceReport.reported(binding, part, points, now), null)
        .thenCompose(sent -> latch(binding, part, points))
        .thenRun(() -> oddPoints.count(binding.productId(), points))
        .thenRun(() -> follower.reported(binding, points));
  }

  /** MongoDB is not asked on the thread that tells of Kafka's acknowledgement. */
  private CompletionStage<Void> latch(Binding binding, Report part, List<NormalisedPoint> points) {
    Latched latched = reports.latched(binding, part, points);
    if (latched.begun().isEmpty() && latched.ended().isEmpty()) {
      return CompletableFuture.completedStage(null);
    }
    return CompletableFuture.runAsync(
        () -> {
          latched
              .ended()
              .forEach(point -> latches.ended(part.tuyaDeviceId(), point.code(), point.at()));
          latched.begun().forEach(latches::hold);
        },
        threads.get());
  }

  /**
   * Says in a device's place that what it latched has ended, in order with what the device itself
   * says.
   */
  CompletionStage<Void> timeOut(Latch latch) {
    if (bindings.ofTuyaDevice(latch.tuyaDeviceId()).isEmpty()) {
      // the device is gone, and with it what it said
      latches.remove(latch);
      return CompletableFuture.completedStage(null);
    }
    return inLane(
        latch.tuyaDeviceId(),
        latch.toString(),
        new Other("timed-out"),
        binding -> end(latch, binding));
  }

  private CompletionStage<Void> end(Latch latch, Binding binding) {
    if (!latches.stands(latch)) {
      return CompletableFuture.completedStage(null);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return events
        .publish(
            "reported",
            latch.dataId() + "|timed-out " + latch.code() + ' ' + latch.until(),
            now,
            DeviceReport.timedOut(binding, latch, now),
            null)
        .thenRunAsync(() -> latches.remove(latch), threads.get());
  }

  private CompletionStage<Void> publish(Connection connection, Binding binding) {
    return events.publish(
        connection.online() ? "connected" : "disconnected",
        connection.at().toString(),
        connection.at(),
        DeviceReport.connection(binding, connection),
        null);
  }

  private CompletionStage<Void> park(
      String key, String text, String reason, Throwable cause, int attempt) {
    return parked
        .park(key, text, reason, cause == null ? new IllegalArgumentException(reason) : cause)
        .handle(
            (sent, failure) -> {
              if (failure == null) {
                return CompletableFuture.<Void>completedStage(null);
              }
              if (Faults.areOfTheMessage(failure)) {
                return shorten(text, reason, failure);
              }
              LOG.log(Level.WARNING, "Dead letter not accepted, failure " + attempt, failure);
              return later(attempt).thenCompose(v -> park(key, text, reason, cause, attempt + 1));
            })
        .thenCompose(next -> next);
  }

  /** A letter that Kafka will never take is sent by its beginning, or else only told of. */
  private CompletionStage<Void> shorten(String text, String reason, Throwable refusal) {
    if (text.length() > KEPT_OF_A_REFUSED_LETTER) {
      return park(null, text.substring(0, KEPT_OF_A_REFUSED_LETTER), reason, refusal, 1);
    }
    LOG.log(Level.SEVERE, refusal, () -> "A dead letter is lost (" + reason + "): " + text);
    count("frame", "lost");
    return CompletableFuture.completedStage(null);
  }

  private CompletionStage<Void> later(int attempt) {
    try {
      ScheduledExecutorService pool = threads.get();
      Executor delayed =
          task ->
              pool.schedule(task, backoff.afterFailure(attempt).toMillis(), TimeUnit.MILLISECONDS);
      return CompletableFuture.runAsync(() -> {}, delayed);
    } catch (RejectedExecutionException e) {
      // the server stops: Tuya delivers the message again to whoever comes next
      return CompletableFuture.failedStage(e);
    }
  }

  private void count(String kind, String outcome) {
    metrics.counter("tuya_messages", new Tag("kind", kind), new Tag("outcome", outcome)).inc();
  }
}
