package iot.smarthome.building.structure.boundary;

import iot.smarthome.building.structure.control.MovePlace;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Looks now and then for moves that were interrupted, and has them ended. */
@ApplicationScoped
public class InterruptedMoves {

  private static final Logger LOG = Logger.getLogger(InterruptedMoves.class.getName());

  private final MovePlace movePlace;

  @Resource private ManagedScheduledExecutorService executor;

  private volatile Future<?> timer;

  /** For the container's proxy. */
  protected InterruptedMoves() {
    this(null);
  }

  @Inject
  public InterruptedMoves(MovePlace movePlace) {
    this.movePlace = movePlace;
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object started,
      @ConfigProperty(name = "smarthome.structure.resume-moves-every", defaultValue = "PT30S")
          Duration every) {
    timer =
        executor.scheduleWithFixedDelay(this::resume, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  void resume() {
    try {
      int resumed = movePlace.resume();
      if (resumed > 0) {
        LOG.info(() -> resumed + " interrupted move(s) are done now");
      }
    } catch (RuntimeException e) { // an exception would end the timer
      LOG.log(Level.WARNING, "Interrupted moves are looked for again later", e);
    }
  }

  @PreDestroy
  void stop() {
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
