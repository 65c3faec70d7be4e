package iot.smarthome.tuya.registration.control;

import iot.smarthome.tuya.registration.entity.Binding;
import iot.smarthome.tuya.registration.gateway.Bindings;
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
 * The bindings of the devices that spoke last. An entry is read anew after some time, because
 * another replica may have changed it; an unknown device is never remembered as such.
 */
@ApplicationScoped
public class RecentBindings {

  private record Entry(Binding binding, Instant until) {}

  private final Bindings bindings;
  private final Clock clock;
  private final Duration age;
  private final Map<String, Entry> entries;

  /** For the container's proxy. */
  protected RecentBindings() {
    this(null, null, 0, null);
  }

  @Inject
  public RecentBindings(
      Bindings bindings,
      @ConfigProperty(name = "smarthome.tuya.known-devices") int most,
      @ConfigProperty(name = "smarthome.tuya.known-device-age") Duration age) {
    this(bindings, Clock.systemUTC(), most, age);
  }

  RecentBindings(Bindings bindings, Clock clock, int most, Duration age) {
    this.bindings = bindings;
    this.clock = clock;
    this.age = age;
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
            return size() > most;
          }
        };
  }

  public Optional<Binding> ofTuyaDevice(String tuyaDeviceId) {
    Instant now = clock.instant();
    synchronized (entries) {
      Entry entry = entries.get(tuyaDeviceId);
      if (entry != null && now.isBefore(entry.until())) {
        return Optional.of(entry.binding());
      }
    }
    Optional<Binding> found = bindings.ofTuyaDevice(tuyaDeviceId);
    synchronized (entries) {
      found.ifPresentOrElse(
          binding -> entries.put(tuyaDeviceId, new Entry(binding, now.plus(age))),
          () -> entries.remove(tuyaDeviceId));
    }
    return found;
  }

  void forget(String tuyaDeviceId) {
    synchronized (entries) {
      entries.remove(tuyaDeviceId);
    }
  }
}
