package iot.smarthome.building.structure.gateway.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Calls to User Service that fail fast: a short limit each, two more tries, and none at all for a
 * while when most have failed. The figures can be changed by MicroProfile configuration.
 */
@ApplicationScoped
public class GroupCalls {

  private static final int NOT_FOUND = 404;

  private final GroupsClient client;
  private final Optional<String> secret;

  /** For the container's proxy. */
  protected GroupCalls() {
    this(null, Optional.empty());
  }

  @Inject
  public GroupCalls(
      @RestClient GroupsClient client,
      @ConfigProperty(name = "smarthome.gateway.secret") Optional<String> secret) {
    this.client = client;
    this.secret = secret;
  }

  @Timeout(value = 2, unit = ChronoUnit.SECONDS)
  @Retry(maxRetries = 2, delay = 150, jitter = 100, abortOn = CircuitBreakerOpenException.class)
  @CircuitBreaker(requestVolumeThreshold = 10, failureRatio = 0.5, delay = 5000)
  public boolean exists(String id) {
    try (Response answer = client.find(id, secret.orElse(null))) {
      return isFound(answer);
    } catch (WebApplicationException e) {
      return isFound(e.getResponse());
    }
  }

  private static boolean isFound(Response answer) {
    // "no" is an answer, and no fault: it must not open the circuit
    if (answer.getStatus() == NOT_FOUND) {
      return false;
    }
    if (answer.getStatusInfo().getFamily() != Response.Status.Family.SUCCESSFUL) {
      throw new IllegalStateException("User Service answers " + answer.getStatus());
    }
    return true;
  }
}
