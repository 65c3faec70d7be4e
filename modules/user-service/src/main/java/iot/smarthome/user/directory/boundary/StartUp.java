package iot.smarthome.user.directory.boundary;

import iot.smarthome.mongodb.Indexes;
import iot.smarthome.user.directory.control.FirstAdministrator;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Appoints the first administrator when the service starts, if configuration names one; patiently,
 * as the database may be away, and only when the indexes stand that keep replicas from making two.
 */
@ApplicationScoped
public class StartUp {

  private static final Logger LOG = Logger.getLogger(StartUp.class.getName());
  private static final long PAUSE_MILLIS = 500;

  private final FirstAdministrator firstAdministrator;
  private final Indexes indexes;
  private final Optional<String> subject;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread daemon = new Thread(task, "first-administrator");
            daemon.setDaemon(true);
            return daemon;
          });

  /** For the container's proxy. */
  protected StartUp() {
    this(null, null, Optional.empty());
  }

  @Inject
  public StartUp(
      FirstAdministrator firstAdministrator,
      Indexes indexes,
      @ConfigProperty(name = "smarthome.users.bootstrap-administrator") Optional<String> subject) {
    this.firstAdministrator = firstAdministrator;
    this.indexes = indexes;
    this.subject = subject.map(String::strip).filter(text -> !text.isEmpty());
  }

  // after those who ask for the indexes
  void start(
      @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.LIBRARY_AFTER)
          Object event) {
    subject.ifPresent(name -> thread.execute(() -> attempt(name)));
  }

  void attempt(String name) {
    try {
      if (indexes.missing().isEmpty()) {
        if (firstAdministrator.appoint(name)) {
          LOG.info(
              "The platform had no administrator; the user with the configured subject is one");
        }
        return;
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "The first administrator is tried again");
    }
    thread.schedule(() -> attempt(name), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    thread.shutdownNow();
  }
}
