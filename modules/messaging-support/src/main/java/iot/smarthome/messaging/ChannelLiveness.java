package iot.smarthome.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
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

  /** A message that is being worked on. */
  private record Work(String channel, Instant since) {}

  // by message, not by channel: a channel may work on several, and one of them may be stuck
  private final Map<Long, Work> work = new ConcurrentHashMap<>();
  private final AtomicLong tickets = new AtomicLong();
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

  /**
   * @return a ticket to give back when the message is done with
   */
  long started(String channel) {
    long ticket = tickets.incrementAndGet();
    work.put(ticket, new Work(channel, clock.instant()));
    return ticket;
  }

  void finished(long ticket) {
    work.remove(ticket);
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
    // the oldest first: it speaks for its channel
    work.values().stream()
        .sorted(Comparator.comparing(Work::since))
        .forEach(
            message -> {
              Duration age = Duration.between(message.since(), now);
              if (age.compareTo(stalledAfter) > 0) {
                faults.putIfAbsent(message.channel(), "no progress for " + age);
              }
            });
    return faults;
  }
}
