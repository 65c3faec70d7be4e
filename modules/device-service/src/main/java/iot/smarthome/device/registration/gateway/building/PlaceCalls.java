package iot.smarthome.device.registration.gateway.building;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.WebApplicationException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Calls to Building Service that fail fast: a short limit each, two more tries, and none at all for
 * a while when most have failed. The figures can be changed by MicroProfile configuration.
 */
@ApplicationScoped
public class PlaceCalls {

  private final PlacesClient client;

  /** For the container's proxy. */
  protected PlaceCalls() {
    this(null);
  }

  @Inject
  public PlaceCalls(@RestClient PlacesClient client) {
    this.client = client;
  }

  @Timeout(value = 2, unit = ChronoUnit.SECONDS)
  @Retry(maxRetries = 2, delay = 150, jitter = 100, abortOn = CircuitBreakerOpenException.class)
  @CircuitBreaker(requestVolumeThreshold = 10, failureRatio = 0.5, delay = 5000)
  public Optional<JsonObject> find(String id) {
    try {
      return Optional.of(client.find(id));
    } catch (WebApplicationException e) {
      // an answer, and no fault: it must not open the circuit
      if (e.getResponse().getStatus() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
