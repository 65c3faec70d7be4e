package iot.smarthome.tuyamock.fault.control;

import io.github.bucket4j.Bucket;
import iot.smarthome.tuyamock.cloud.control.CloudError;
import iot.smarthome.tuyamock.cloud.control.JsonText;
import iot.smarthome.tuyamock.fault.entity.FaultKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How often a project may call each API in a second.
 *
 * <p>Source: Tuya developer documentation, "Limits on API request frequency" of 2023-06-21.
 */
@ApplicationScoped
public class RateLimits {

  private static final String TABLE = "/tuya/rate-limits.json";
  private static final Pattern OPERATION = Pattern.compile("(GET|POST|PUT|DELETE) /v[^ ]+");

  private record Limit(int perSecond, Pattern operation, Bucket bucket) {}

  private final Map<String, Limit> limits = new LinkedHashMap<>();
  private boolean enforced;

  /** For the container's proxy. */
  protected RateLimits() {}

  @Inject
  public RateLimits(@ConfigProperty(name = "smarthome.mock.rate-limits") boolean enforced) {
    this.enforced = enforced;
    try (InputStream in = RateLimits.class.getResourceAsStream(TABLE);
        JsonReader reader = JsonText.JSON.createReader(in)) {
      JsonObject table = reader.readObject();
      table.keySet().forEach(operation -> put(operation, table.getInt(operation)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sets one.
   *
   * @param operation method and path, variable parts in curly brackets
   * @param perSecond 0: not limited
   * @throws IllegalArgumentException for an operation or a number that is none
   */
  public synchronized void limit(String operation, int perSecond) {
    if (!OPERATION.matcher(operation).matches() || perSecond < 0) {
      throw new IllegalArgumentException(
          operation + ": " + perSecond + " is no method, path and number of calls per second");
    }
    if (perSecond == 0) {
      limits.remove(operation);
      return;
    }
    put(operation, perSecond);
  }

  private void put(String operation, int perSecond) {
    Pattern pattern = Pattern.compile(operation.replaceAll("[{][^}]*[}]", "[^/]+"));
    Bucket bucket =
        Bucket.builder()
            .addLimit(
                limit ->
                    limit.capacity(perSecond).refillIntervally(perSecond, Duration.ofSeconds(1)))
            .build();
    limits.put(operation, new Limit(perSecond, pattern, bucket));
  }

  public synchronized void enforce(boolean to) {
    enforced = to;
  }

  public synchronized boolean isEnforced() {
    return enforced;
  }

  /** Calls per second by operation. */
  public synchronized Map<String, Integer> limits() {
    Map<String, Integer> all = new LinkedHashMap<>();
    limits.forEach((operation, limit) -> all.put(operation, limit.perSecond()));
    return all;
  }

  /**
   * @throws CloudError 1199 for a call too many
   */
  public synchronized void take(String method, String path) {
    if (!enforced) {
      return;
    }
    String call = method + " " + path;
    for (Limit limit : limits.values()) {
      if (limit.operation().matcher(call).matches()) {
        if (!limit.bucket().tryConsume(1)) {
          throw new CloudError(FaultKind.TOO_FREQUENT.code(), FaultKind.TOO_FREQUENT.words());
        }
        return;
      }
    }
  }
}
