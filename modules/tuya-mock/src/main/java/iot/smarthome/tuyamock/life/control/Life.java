package iot.smarthome.tuyamock.life.control;

import iot.smarthome.tuyamock.cloud.control.Devices;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.stream.control.DeviceMessages;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets bound devices live: each second of real time is {@code speed} seconds of theirs. */
@ApplicationScoped
public class Life {

  /**
   * How they live.
   *
   * @param speed 1 to 3600
   */
  public record Pace(boolean running, int speed, long seed) {}

  private static final Logger LOG = Logger.getLogger(Life.class.getName());
  private static final int SAVED_EVERY = 30;

  private final Devices devices;
  private final DeviceMessages messages;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "tuya-mock-life");
            thread.setDaemon(true);
            return thread;
          });
  private Pace pace;
  private Instant begun = Instant.now();
  private Instant lived = begun;
  private int ticks;

  /** For the container's proxy. */
  protected Life() {
    this(null, null, false, 1, 0);
  }

  @Inject
  public Life(
      Devices devices,
      DeviceMessages messages,
      @ConfigProperty(name = "smarthome.mock.life") boolean running,
      @ConfigProperty(name = "smarthome.mock.life-speed") int speed,
      @ConfigProperty(name = "smarthome.mock.life-seed") long seed) {
    this.devices = devices;
    this.messages = messages;
    this.pace = new Pace(running, speed, seed);
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    clock.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  public synchronized Pace pace() {
    return pace;
  }

  /**
   * @throws IllegalArgumentException for a speed out of 1 to 3600
   */
  public synchronized void pace(Pace to) {
    if (to.speed() < 1 || to.speed() > 3600) {
      throw new IllegalArgumentException("The speed is 1 to 3600");
    }
    pace = to;
    begun = Instant.now();
    lived = begun;
  }

  private void tick() {
    try {
      live(Instant.now());
      ticks++;
      if (ticks % SAVED_EVERY == 0 && pace().running()) {
        devices.save();
      }
    } catch (RuntimeException e) {
      // an exception would end the schedule
      LOG.log(Level.WARNING, "A second of life went wrong", e);
    }
  }

  /** Lives until now. */
  synchronized int live(Instant now) {
    if (!pace.running()) {
      return 0;
    }
    DailyLife life = new DailyLife(pace.seed());
    Instant until = begun.plus(Duration.between(begun, now).multipliedBy(pace.speed()));
    int reports = 0;
    Instant second = lived.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    while (!second.isAfter(until)) {
      for (CloudDevice device : devices.all()) {
        if (device.isBound()
            && device.isOnline()
            && life.isDue(device.id(), device.category(), second)) {
          Map<String, String> values =
              life.report(device.id(), device.category(), device.status(), second);
          if (!values.isEmpty()) {
            device.report(values);
            // told as of now: nobody believes a device from the future
            messages.report(device, values, null, now.toEpochMilli());
            reports++;
          }
        }
      }
      second = second.plusSeconds(1);
    }
    lived = until;
    return reports;
  }

  @PreDestroy
  void stop() {
    clock.shutdownNow();
    devices.save();
  }
}
