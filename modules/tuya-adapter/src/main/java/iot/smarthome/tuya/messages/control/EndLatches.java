package iot.smarthome.tuya.messages.control;

import iot.smarthome.tuya.messages.entity.Latch;
import iot.smarthome.tuya.messages.gateway.Latches;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Looks for values that have ended without being said to. Every instance looks; that two see the
 * same gives two events of one id.
 */
@ApplicationScoped
public class EndLatches {

  private static final Logger LOG = Logger.getLogger(EndLatches.class.getName());
  private static final int AT_A_TIME = 200;

  private final Latches latches;
  private final MessageIntake intake;
  private final StreamThreads threads;
  private final Duration every;
  private final Clock clock;
  private final Set<Latch> inWork = ConcurrentHashMap.newKeySet();

  private ScheduledFuture<?> watch;

  /** For the container's proxy. */
  protected EndLatches() {
    this(null, null, null, null, null);
  }

  @Inject
  public EndLatches(
      Latches latches,
      MessageIntake intake,
      StreamThreads threads,
      @ConfigProperty(name = "smarthome.tuya.latches-every") Duration every) {
    this(latches, intake, threads, every, Clock.systemUTC());
  }

  EndLatches(
      Latches latches, MessageIntake intake, StreamThreads threads, Duration every, Clock clock) {
    this.latches = latches;
    this.intake = intake;
    this.threads = threads;
    this.every = every;
    this.clock = clock;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
    watch =
        threads
            .executor()
            .scheduleWithFixedDelay(
                this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  void look() {
    try {
      for (Latch latch : latches.due(clock.instant(), AT_A_TIME)) {
        if (inWork.add(latch)) {
          end(latch).whenComplete((done, failure) -> ended(latch, failure));
        }
      }
    } catch (RuntimeException e) {
      // a task that throws is never run again; what is due stays so
      LOG.log(Level.WARNING, "Cannot look for values that have ended: {0}", e.toString());
    }
  }

  private CompletionStage<Void> end(Latch latch) {
    try {
      return intake.timeOut(latch);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private void ended(Latch latch, Throwable failure) {
    inWork.remove(latch);
    if (failure != null) {
      LOG.log(Level.WARNING, failure, () -> "Not yet told that it ended: " + latch);
    }
  }

  @PreDestroy
  void stop() {
    if (watch != null) {
      watch.cancel(true);
    }
  }
}
