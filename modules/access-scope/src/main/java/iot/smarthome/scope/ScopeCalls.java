package iot.smarthome.scope;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.WebApplicationException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Calls to User Service that fail fast: a short limit each, one more try, and none at all for a
 * while when most have failed. The figures can be changed by MicroProfile configuration.
 */
@ApplicationScoped
public class ScopeCalls {

  private final ScopeClient client;
  private final Optional<String> secret;

  /** For the container's proxy. */
  protected ScopeCalls() {
    this(null, Optional.empty());
  }

  @Inject
  public ScopeCalls(
      @RestClient ScopeClient client,
      @ConfigProperty(name = "smarthome.gateway.secret") Optional<String> secret) {
    this.client = client;
    this.secret = secret;
  }

  /**
   * @param forwardedFor the addresses from which the call came to the platform; policies may speak
   *     of them
   * @return nothing when User Service does not take the caller for one of its own
   */
  @Timeout(value = 2500, unit = ChronoUnit.MILLIS)
  @Retry(maxRetries = 1, delay = 100, jitter = 50, abortOn = CircuitBreakerOpenException.class)
  @CircuitBreaker(requestVolumeThreshold = 10, failureRatio = 0.5, delay = 2000)
  public Optional<AccessScope> ask(String action, String authorization, String forwardedFor) {
    try {
      return Optional.of(
          read(client.scope(action, authorization, forwardedFor, secret.orElse(null))));
    } catch (WebApplicationException e) {
      // an answer, and no fault: it must not open the circuit
      int status = e.getResponse().getStatus();
      if (status == 401 || status == 403) {
        return Optional.empty();
      }
      throw e;
    }
  }

  // what is missing opens nothing
  private static AccessScope read(JsonObject json) {
    return new AccessScope(
        json.getBoolean("unrestricted", false),
        ids(json, "places"),
        ids(json, "devices"),
        json.getOrDefault("leftOut", JsonArray.EMPTY_JSON_ARRAY).asJsonArray().stream()
            .map(JsonValue::asJsonObject)
            .map(one -> new AccessScope.LeftOut(one.getString("category", null), ids(one, "ids")))
            .toList());
  }

  private static Set<String> ids(JsonObject json, String name) {
    return json.getOrDefault(name, JsonArray.EMPTY_JSON_ARRAY).asJsonArray().stream()
        .map(value -> ((JsonString) value).getString())
        .collect(Collectors.toUnmodifiableSet());
  }
}
