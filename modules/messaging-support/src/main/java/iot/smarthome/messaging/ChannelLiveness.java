package iot.smarthome.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/**
 * Fails liveness when a channel has held a message for longer than {@code
 * smarthome.messaging.stalled-after} or has been reported as stopped: the connector itself goes on
 * saying that all is well.
 */
@Default // it is injected, too; a health qualifier alone would hide it
@Liveness
@ApplicationScoped
public class ChannelLiveness implements HealthCheck {

  private final Map<String, Instant> since = new ConcurrentHashMap<>();
  private final Map<String, String> stopped = new ConcurrentHashMap<>();
  private final Clock clock;
  private final Duration stalledAfter;
  private final String service;

  /** For the container's proxy. */
  protected ChannelLiveness() {
    this(Clock.systemUTC(), Duration.ZERO, "");
  }

  @Inject
  public ChannelLiveness(
      @ConfigProperty(name = "smarthome.messaging.stalled-after", defaultValue = "PT10M")
          Duration stalledAfter,
      @ConfigProperty(name = "smarthome.service.name") Optional<String> service) {
    this(Clock.systemUTC(), stalledAfter, service.orElse("service"));
  }

  ChannelLiveness(Clock clock, Duration stalledAfter, String service) {
    this.clock = clock;
    this.stalledAfter = stalledAfter;
    this.service = service;
  }

  void started(String channel) {
    since.putIfAbsent(channel, clock.instant());
  }

  void finished(String channel) {
    since.remove(channel);
  }

  /** A channel that ended: it does not come back by itself, so the server must be restarted. */
  public void stopped(String channel, String reason) {
    stopped.put(channel, reason);
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named(service + "-channels");
    faults().forEach(answer::withData);
    return answer.status(isUp()).build();
  }

  boolean isUp() {
    return faults().isEmpty();
  }

  private Map<String, String> faults() {
    Map<String, String> faults = new TreeMap<>();
    stopped.forEach((channel, reason) -> faults.put(channel, "stopped: " + reason));
    Instant now = clock.instant();
    since.forEach(
        (channel, start) -> {
          Duration age = Duration.between(start, now);
          if (age.compareTo(stalledAfter) > 0) {
            faults.put(channel, "no progress for " + age);
          }
        });
    return faults;
  }
}
