package iot.smarthome.tuya.cloud.gateway;

import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Spaces the calls of each API evenly: Tuya counts calls per second, project and API, and answers
 * an excess with 1199 or 1110. The figures are data in {@code /tuya/rate-limits.properties}; each
 * replica takes its share of them.
 *
 * <p>Metric {@code tuya_throttled} (seconds) by API: how long calls have waited for their turn.
 */
@ApplicationScoped
public class Throttle {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final int callsPerSecond;
  private final int replicas;
  private final MetricRegistry metrics;
  private final Properties limits;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  /** For the container's proxy. */
  protected Throttle() {
    this.callsPerSecond = 1;
    this.replicas = 1;
    this.metrics = null;
    this.limits = null;
  }

  @Inject
  public Throttle(CloudSettings settings, MetricRegistry metrics) {
    this.callsPerSecond = settings.callsPerSecond();
    this.replicas = settings.replicas();
    this.metrics = metrics;
    this.limits = load();
  }

  /**
   * Returns when it is this call's turn.
   *
   * @param api method and path with its parameters' names, {@code GET /v1.0/iot-03/devices/{id}}
   * @throws TuyaCloudException when that would take longer than a caller should wait
   */
  void await(String api) {
    Bucket bucket = buckets.computeIfAbsent(api, this::bucket);
    if (bucket.tryConsume(1)) {
      return;
    }
    long since = System.nanoTime();
    try {
      if (!bucket.asBlocking().tryConsume(1, LONGEST_WAIT)) {
        throw new BusyException("throttled", "more calls of " + api + " than Tuya allows", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusyException("interrupted", "stopped while waiting for its turn", e);
    } finally {
      metrics
          .timer("tuya_throttled", new Tag("api", api))
          .update(Duration.ofNanos(System.nanoTime() - since));
    }
  }

  /** Calls per second of an API that this replica may make are {@code limit / replicas}. */
  int limit(String api) {
    String known = limits.getProperty(api.replace(' ', '_'));
    return known == null ? callsPerSecond : Integer.parseInt(known.strip());
  }

  private Bucket bucket(String api) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(1).refillGreedy(limit(api), Duration.ofSeconds(replicas)))
        .build();
  }

  private static Properties load() {
    Properties limits = new Properties();
    try (InputStream in = Throttle.class.getResourceAsStream("/tuya/rate-limits.properties")) {
      limits.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return limits;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
