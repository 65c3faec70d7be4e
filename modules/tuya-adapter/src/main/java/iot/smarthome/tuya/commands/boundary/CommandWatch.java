package iot.smarthome.tuya.commands.boundary;

import iot.smarthome.tuya.commands.control.AttendCommands;
import iot.smarthome.tuya.messages.control.StreamThreads;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Looks after commands in short intervals, from the start on. */
@ApplicationScoped
public class CommandWatch {

  private static final Logger LOG = Logger.getLogger(CommandWatch.class.getName());

  private final AttendCommands attendCommands;
  private final StreamThreads threads;
  private final Duration every;

  private ScheduledFuture<?> watch;

  /** For the container's proxy. */
  protected CommandWatch() {
    this(null, null, null);
  }

  @Inject
  public CommandWatch(
      AttendCommands attendCommands,
      StreamThreads threads,
      @ConfigProperty(name = "smarthome.commands.attend-every") Duration every) {
    this.attendCommands = attendCommands;
    this.threads = threads;
    this.every = every;
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
      attendCommands.attend();
    } catch (RuntimeException e) {
      // a task that throws is never run again; what is to be done stays so
      LOG.log(Level.WARNING, "Cannot look after commands: {0}", e.toString());
    }
  }

  @PreDestroy
  void stop() {
    if (watch != null) {
      watch.cancel(true);
    }
  }
}
