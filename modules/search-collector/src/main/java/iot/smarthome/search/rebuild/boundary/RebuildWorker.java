package iot.smarthome.search.rebuild.boundary;

import iot.smarthome.search.indexing.control.IndexMade;
import iot.smarthome.search.indexing.gateway.IndexUnavailableException;
import iot.smarthome.search.rebuild.control.RebuildIndex;
import iot.smarthome.search.rebuild.entity.Rebuild;
import iot.smarthome.search.rebuild.gateway.Rebuilds.Known;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Works in the background, and looks now and then for a rebuild that another instance left. */
@ApplicationScoped
public class RebuildWorker {

  private static final Logger LOG = Logger.getLogger(RebuildWorker.class.getName());

  @Resource ManagedExecutorService executor;
  @Resource ManagedScheduledExecutorService scheduler;
  @Inject RebuildIndex rebuildIndex;

  @Inject
  @ConfigProperty(name = "smarthome.rebuild.watch", defaultValue = "PT10S")
  Duration watch;

  private ScheduledFuture<?> timer;
  private volatile Future<?> running;

  void start(@Observes @Initialized(ApplicationScoped.class) Object init) {
    timer =
        scheduler.scheduleWithFixedDelay(
            this::takeAbandoned, watch.toMillis(), watch.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** There was no index: what was acknowledged before is fetched again. */
  void indexMade(@ObservesAsync IndexMade made) {
    try {
      if (begin("There was no index").isEmpty()) {
        LOG.log(Level.INFO, "There was no index; a rebuild is running already");
      }
    } catch (IndexUnavailableException e) {
      LOG.log(Level.SEVERE, "There was no index, and no rebuild could be begun", e);
    }
  }

  void takeAbandoned() {
    try {
      rebuildIndex.takeAbandoned().ifPresent(this::work);
    } catch (IndexUnavailableException e) {
      LOG.log(Level.FINE, "Whether a rebuild is left alone is looked up later", e);
    }
  }

  /**
   * @return nothing while one is running
   */
  Optional<Rebuild> begin(String cause) {
    Optional<Known> begun = rebuildIndex.begin(cause);
    begun.ifPresent(this::work);
    return begun.map(Known::rebuild);
  }

  private void work(Known mine) {
    running =
        executor.submit(
            () -> {
              rebuildIndex.work(mine);
              return null;
            });
  }

  @PreDestroy
  void stop() {
    if (timer != null) {
      timer.cancel(false);
    }
    Future<?> mine = running;
    if (mine != null) {
      // another instance takes it when the lease runs out
      mine.cancel(true);
    }
  }
}
