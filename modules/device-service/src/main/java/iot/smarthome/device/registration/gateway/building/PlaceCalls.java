package iot.smarthome.device.registration.gateway.building;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.WebApplicationException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Calls to Building Service. One that fails at once, as when a connection breaks, is tried once
 * more; one that takes long is not, since a busy neighbour is not helped by more calls. Only when
 * nearly all calls fail none are made for a moment: a burst of requests on a busy machine is no
 * outage. What Building Service answers, be it a refusal, is no failure. The figures can be changed
 * by MicroProfile configuration.
 */
@ApplicationScoped
public class PlaceCalls {

  // none has this id, or none can have it
  private static final Set<Integer> NO_SUCH_PLACE = Set.of(400, 404, 410, 414, 422);

  private final PlacesClient client;

  /** For the container's proxy. */
  protected PlaceCalls() {
    this(null);
  }

  @Inject
  public PlaceCalls(@RestClient PlacesClient client) {
    this.client = client;
  }

  @Timeout(value = 6, unit = ChronoUnit.SECONDS)
  @Retry(
      maxRetries = 1,
      delay = 200,
      jitter = 100,
      maxDuration = 2000,
      abortOn = {
        CircuitBreakerOpenException.class,
        TimeoutException.class,
        PlacesRefusedException.class
      })
  @CircuitBreaker(
      requestVolumeThreshold = 20,
      failureRatio = 0.8,
      delay = 2000,
      skipOn = PlacesRefusedException.class)
  public Optional<JsonObject> find(String id) {
    try {
      return Optional.of(client.find(id));
    } catch (WebApplicationException e) {
      int status = e.getResponse().getStatus();
      if (NO_SUCH_PLACE.contains(status)) {
        return Optional.empty();
      }
      if (status >= 400 && status < 500) {
        throw new PlacesRefusedException(status, e);
      }
      throw e;
    }
  }
}
