package iot.smarthome.search.indexing.boundary;

import iot.smarthome.search.indexing.gateway.IndexUnavailableException;
import iot.smarthome.search.indexing.gateway.ThingIndex;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Forgets now and then what has been gone for long. */
@ApplicationScoped
public class TombstoneTimer {

  private static final Logger LOG = Logger.getLogger(TombstoneTimer.class.getName());
  private static final long HOURS = 6;

  @Resource ManagedScheduledExecutorService scheduler;
  @Inject ThingIndex index;

  @Inject
  @ConfigProperty(name = "smarthome.indexing.tombstone-age", defaultValue = "P30D")
  Duration age;

  private ScheduledFuture<?> timer;

  void start(@Observes @Initialized(ApplicationScoped.class) Object init) {
    timer = scheduler.scheduleWithFixedDelay(this::forget, HOURS, HOURS, TimeUnit.HOURS);
  }

  void forget() {
    try {
      index.forgetGone(Instant.now().minus(age));
    } catch (IndexUnavailableException e) {
      LOG.log(Level.WARNING, "What is gone is forgotten later", e);
    }
  }

  @PreDestroy
  void stop() {
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
