package iot.smarthome.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/**
 * Fails liveness when a channel reads no more, whatever the reason: after an exception or a refused
 * message Liberty's connector takes at most one more batch from the channel's Kafka consumer, then
 * closes it and tells nobody. What tells are the MBeans of the consumers: an open one keeps them,
 * and one that is connected and has partitions fetches at least every half second, even when there
 * is nothing to read. While Kafka is away no consumer is connected, and none is judged: a restart
 * would not help.
 */
@Liveness
@ApplicationScoped
public class ConsumerLiveness implements HealthCheck {

  private static final Pattern CONNECTOR =
      Pattern.compile("mp\\.messaging\\.incoming\\.(.+)\\.connector");
  private static final String LIBERTY_KAFKA = "liberty-kafka";

  /**
   * What was seen of a consumer.
   *
   * @param fetches how many it had done
   * @param at when that number was new
   */
  private record Seen(double fetches, Instant at) {}

  private final Config config;
  private final Duration stalledAfter;
  private final MBeanServer beans;
  private final Clock clock;
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  /** For the container's proxy. */
  protected ConsumerLiveness() {
    this(null, Duration.ZERO);
  }

  @Inject
  public ConsumerLiveness(
      Config config,
      @ConfigProperty(name = "smarthome.messaging.stalled-after", defaultValue = "PT10M")
          Duration stalledAfter) {
    this(config, stalledAfter, ManagementFactory.getPlatformMBeanServer(), Clock.systemUTC());
  }

  ConsumerLiveness(Config config, Duration stalledAfter, MBeanServer beans, Clock clock) {
    this.config = config;
    this.stalledAfter = stalledAfter;
    this.beans = beans;
    this.clock = clock;
  }

  @Override
  public HealthCheckResponse call() {
    String service =
        config.getOptionalValue("smarthome.service.name", String.class).orElse("service");
    Map<String, String> stopped = stopped();
    HealthCheckResponseBuilder answer = HealthCheckResponse.named(service + "-consumers");
    stopped.forEach(answer::withData);
    return answer.status(stopped.isEmpty()).build();
  }

  /** The consumers that read no more, and what is known of it. */
  Map<String, String> stopped() {
    Map<String, String> stopped = new TreeMap<>();
    Instant now = clock.instant();
    try {
      List<String> open = consumers();
      known.addAll(open);
      known.stream()
          .filter(consumer -> !open.contains(consumer))
          .forEach(consumer -> stopped.put(consumer, "was closed"));
      for (String consumer : open) {
        if (!isAtWork(consumer)) {
          seen.remove(consumer);
          continue;
        }
        double fetches = number("consumer-fetch-manager-metrics", consumer, "fetch-total");
        Seen last =
            seen.compute(
                consumer,
                (name, before) ->
                    before == null || before.fetches() != fetches
                        ? new Seen(fetches, now)
                        : before);
        if (Duration.between(last.at(), now).compareTo(stalledAfter) > 0) {
          stopped.put(consumer, "has not read since " + last.at());
        }
      }
    } catch (JMException e) {
      throw new IllegalStateException("The metrics of the Kafka consumers cannot be read", e);
    }
    return stopped;
  }

  /** The consumers of our channels, known by the client id that Kafka gives when none is set. */
  private List<String> consumers() throws JMException {
    Pattern ours = Pattern.compile("consumer-(" + String.join("|", groups()) + ")-\\d+");
    return beans.queryNames(new ObjectName("kafka.consumer:type=consumer-metrics,*"), null).stream()
        .map(bean -> bean.getKeyProperty("client-id"))
        .filter(id -> id != null && ours.matcher(id).matches())
        .sorted()
        .toList();
  }

  /** The consumer groups of our channels, quoted for a pattern. */
  private Set<String> groups() {
    Set<String> groups = new TreeSet<>();
    for (String property : config.getPropertyNames()) {
      Matcher channel = CONNECTOR.matcher(property);
      if (channel.matches()
          && value(channel.group(1), "connector").filter(LIBERTY_KAFKA::equals).isPresent()) {
        value(channel.group(1), "group.id").ifPresent(group -> groups.add(Pattern.quote(group)));
      }
    }
    return groups;
  }

  private Optional<String> value(String channel, String name) {
    return config.getOptionalValue("mp.messaging.incoming." + channel + '.' + name, String.class);
  }

  private boolean isAtWork(String consumer) throws JMException {
    return number("consumer-metrics", consumer, "connection-count") > 0
        && number("consumer-coordinator-metrics", consumer, "assigned-partitions") > 0;
  }

  private double number(String type, String consumer, String attribute) throws JMException {
    ObjectName bean = new ObjectName("kafka.consumer:type=" + type + ",client-id=" + consumer);
    try {
      return (double) beans.getAttribute(bean, attribute);
    } catch (InstanceNotFoundException e) {
      return 0; // not made yet, or closed between two looks
    }
  }
}
