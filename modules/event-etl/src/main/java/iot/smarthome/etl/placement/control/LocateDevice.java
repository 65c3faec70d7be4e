package iot.smarthome.etl.placement.control;

import iot.smarthome.etl.placement.entity.Placement;
import iot.smarthome.etl.placement.gateway.Placements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Knows where devices are, mostly from memory. What is kept in memory is bounded in number and in
 * age: another instance may hear of a change that this one does not.
 */
@ApplicationScoped
public class LocateDevice {

  private final Placements placements;
  private final Clock clock;
  private final Duration patience;
  private final Duration age;
  private final Map<String, Known> known;
  private final Map<String, Instant> awaitedSince;

  private record Known(Placement placement, Instant readAt) {}

  /** For the container's proxy. */
  protected LocateDevice() {
    this(null, Clock.systemUTC(), Duration.ZERO, Duration.ZERO, 0);
  }

  @Inject
  public LocateDevice(
      Placements placements,
      @ConfigProperty(name = "smarthome.placement.patience", defaultValue = "PT2S")
          Duration patience,
      @ConfigProperty(name = "smarthome.placement.cache-age", defaultValue = "PT1M") Duration age,
      @ConfigProperty(name = "smarthome.placement.cache-size", defaultValue = "50000") int size) {
    this(placements, Clock.systemUTC(), patience, age, size);
  }

  LocateDevice(Placements placements, Clock clock, Duration patience, Duration age, int size) {
    this.placements = placements;
    this.clock = clock;
    this.patience = patience;
    this.age = age;
    this.known = bounded(size);
    this.awaitedSince = bounded(size);
  }

  private static <V> Map<String, V> bounded(int size) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > size;
      }
    };
  }

  /**
   * @return empty for a device of which nothing has been heard within the patience
   * @throws PlacementAwaitedException while the device, not known, is waited for: try again
   */
  public Optional<Placement> placement(String deviceId) {
    Instant now = clock.instant();
    synchronized (known) {
      Known remembered = known.get(deviceId);
      if (remembered != null && remembered.readAt().plus(age).isAfter(now)) {
        return Optional.of(remembered.placement());
      }
    }
    Optional<Placement> found = placements.find(deviceId);
    if (found.isPresent()) {
      learn(found.get());
    } else if (isAwaited(deviceId, now)) {
      throw new PlacementAwaitedException(deviceId);
    }
    return found;
  }

  private boolean isAwaited(String deviceId, Instant now) {
    synchronized (awaitedSince) {
      Instant since = awaitedSince.computeIfAbsent(deviceId, id -> now);
      return since.plus(patience).isAfter(now);
    }
  }

  /** Takes over what has just been stored or read. */
  void learn(Placement placement) {
    String deviceId = placement.deviceId();
    Instant now = clock.instant();
    synchronized (known) {
      Known before = known.get(deviceId);
      boolean newer =
          before == null
              || !before.readAt().plus(age).isAfter(now)
              || placement.replaces(before.placement());
      if (newer) {
        known.put(deviceId, new Known(placement, now));
      }
    }
    synchronized (awaitedSince) {
      awaitedSince.remove(deviceId);
    }
  }
}
