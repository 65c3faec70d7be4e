package iot.smarthome.tuya.messages.boundary;

import iot.smarthome.messaging.Backoff;
import iot.smarthome.tuya.messages.control.MessageIntake;
import iot.smarthome.tuya.messages.control.StreamThreads;
import iot.smarthome.tuya.messages.gateway.MessageConnector;
import iot.smarthome.tuya.messages.gateway.MessageSettings;
import iot.smarthome.tuya.messages.gateway.MessageSocket;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Keeps the stream connected. Once a second it looks: without a connection it opens one, with
 * growing pauses; a connection that is silent, pongs and all, is given up. So is one that is alive
 * and brings nothing: Tuya delivers no more while too much is unacknowledged, and sometimes forgets
 * a subscriber. A new connection starts with a window of its own, and what was not acknowledged
 * comes again.
 *
 * <p>Metrics, by topic: {@code tuya_stream_lost_total} by reason, {@code tuya_stream_idle_seconds}
 * since the last message, for an alarm where devices must have something to say: Tuya says nothing
 * of a project whose message rules are switched off.
 */
@ApplicationScoped
public class MessageStream {

  private static final Logger LOG = Logger.getLogger(MessageStream.class.getName());
  private static final Duration PING_EVERY = Duration.ofSeconds(30);
  private static final Duration SILENCE = Duration.ofSeconds(90);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  private final MessageSettings settings;
  private final MessageConnector connector;
  private final MessageIntake intake;
  private final StreamThreads threads;
  private final MetricRegistry metrics;
  private final Clock clock;

  private ScheduledFuture<?> watch;
  private volatile MessageSocket socket;
  private volatile Instant looked = Instant.EPOCH;
  private volatile String fault = "not connected yet";
  private Instant nextTry = Instant.EPOCH;
  private Instant pinged = Instant.EPOCH;
  private volatile Instant disconnected = Instant.EPOCH;
  private int failures;

  /** For the container's proxy. */
  protected MessageStream() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public MessageStream(
      MessageSettings settings,
      MessageConnector connector,
      MessageIntake intake,
      StreamThreads threads,
      MetricRegistry metrics) {
    this(settings, connector, intake, threads, metrics, Clock.systemUTC());
  }

  MessageStream(
      MessageSettings settings,
      MessageConnector connector,
      MessageIntake intake,
      StreamThreads threads,
      MetricRegistry metrics,
      Clock clock) {
    this.settings = settings;
    this.connector = connector;
    this.intake = intake;
    this.threads = threads;
    this.metrics = metrics;
    this.clock = clock;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
    looked = clock.instant();
    disconnected = looked;
    metrics.gauge("tuya_stream_idle_seconds", this::idleSeconds, topic());
    watch = threads.watch().scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
  }

  void look() {
    looked = clock.instant();
    try {
      MessageSocket held = socket;
      if (held == null) {
        if (!looked.isBefore(nextTry)) {
          connect();
        }
      } else if (held.ended() != null) {
        lost(held);
      } else {
        attend(held);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // a task that throws is never run again
      LOG.log(Level.SEVERE, "Looking after the message stream failed", e);
    }
  }

  private void connect() throws InterruptedException {
    try {
      socket =
          connector.open(
              (from, text, cut) -> intake.take(text, cut, id -> acknowledge(from, id), from::next));
      pinged = clock.instant();
      fault = null;
      LOG.log(Level.INFO, "Connected to {0}", connector.address());
    } catch (IOException e) {
      failed(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Over the connection that the message came by, which may not be ours yet when the first messages
   * come; after it has ended, over whatever stands then, where the message is delivered again.
   */
  private void acknowledge(MessageSocket from, String messageId) {
    MessageSocket open = from.ended() == null ? from : socket;
    if (open != null) {
      open.acknowledge(messageId);
    }
  }

  private void lost(MessageSocket held) {
    disconnected = held.lastFrame();
    socket = null;
    if (held.heardAnything()) {
      failures = 0;
    }
    held.close("given up");
    failed(held.ended());
  }

  private void failed(String reason) {
    failures++;
    Duration pause = new Backoff(FIRST_PAUSE, settings.longestPause()).afterFailure(failures);
    nextTry = clock.instant().plus(pause);
    // the same thing again and again is told once
    Level level = reason.equals(fault) ? Level.FINE : Level.WARNING;
    fault = reason;
    LOG.log(
        level,
        "No message stream from {0}, next try in {1}: {2}",
        new Object[] {connector.address(), pause, reason});
  }

  private void attend(MessageSocket held) {
    if (held.heard().isBefore(looked.minus(SILENCE))) {
      giveUp(held, "silent", "silent for " + SILENCE);
    } else if (intake.left() > 0
        && intake.inWork() == 0
        && held.lastFrame().isBefore(looked.minus(settings.stall()))) {
      giveUp(
          held,
          "stalled",
          "stalled: %d messages left to be delivered again, none in work, none delivered for %s"
              .formatted(intake.left(), settings.stall()));
    } else if (held.lastFrame().isBefore(looked.minus(settings.idle()))) {
      giveUp(held, "idle", "no message for " + settings.idle());
    } else if (pinged.isBefore(looked.minus(PING_EVERY))) {
      pinged = looked;
      held.ping();
    }
  }

  private void giveUp(MessageSocket held, String reason, String words) {
    metrics.counter("tuya_stream_lost", topic(), new Tag("reason", reason)).inc();
    held.close(words);
  }

  private Tag topic() {
    return new Tag("topic", connector.topic());
  }

  private long idleSeconds() {
    MessageSocket held = socket;
    Instant since = held == null ? disconnected : held.lastFrame();
    return Duration.between(since, clock.instant()).toSeconds();
  }

  /** Why there is no stream. */
  public Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  /** When somebody last looked after the stream. */
  public Instant looked() {
    return looked;
  }

  @PreDestroy
  void stop() {
    if (watch != null) {
      watch.cancel(true);
    }
    MessageSocket held = socket;
    if (held != null) {
      held.close("stopped");
    }
  }
}
