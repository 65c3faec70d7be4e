package iot.smarthome.tuyamock.life.control;

import iot.smarthome.tuyamock.cloud.control.CloudClock;
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

  /** Short, so that messages come evenly when time runs fast. */
  private static final int TICK = 100;

  private static final int SAVED_EVERY = 300;

  private final Devices devices;
  private final DeviceMessages messages;
  private final CloudClock clock;
  private final ScheduledExecutorService ticker =
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
    this(null, null, null, false, 1, 0);
  }

  @Inject
  public Life(
      Devices devices,
      DeviceMessages messages,
      CloudClock clock,
      @ConfigProperty(name = "smarthome.mock.life") boolean running,
      @ConfigProperty(name = "smarthome.mock.life-speed") int speed,
      @ConfigProperty(name = "smarthome.mock.life-seed") long seed) {
    this.devices = devices;
    this.messages = messages;
    this.clock = clock;
    this.pace = new Pace(running, speed, seed);
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    ticker.scheduleAtFixedRate(this::tick, TICK, TICK, TimeUnit.MILLISECONDS);
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
      LOG.log(Level.WARNING, "A moment of life went wrong", e);
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
      DailyLife.Moment moment = DailyLife.Moment.at(second);
      for (CloudDevice device : devices.all()) {
        if (life.isDue(device, moment) && device.isBound() && device.isOnline()) {
          reports += report(device, life.report(device, moment));
        }
      }
      second = second.plusSeconds(1);
    }
    lived = until;
    return reports;
  }

  private int report(CloudDevice device, Map<String, String> values) {
    if (values.isEmpty() || device.thirdPartyId() != null) {
      return 0;
    }
    device.report(values);
    // told as of now: nobody believes a device from the future
    messages.report(device, values, null, clock.millis());
    return 1;
  }

  @PreDestroy
  void stop() {
    ticker.shutdownNow();
    devices.save();
  }
}
