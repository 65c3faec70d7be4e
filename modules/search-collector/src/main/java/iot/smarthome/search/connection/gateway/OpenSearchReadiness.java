package iot.smarthome.search.connection.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.opensearch.client.opensearch.OpenSearchClient;

/** Ready when OpenSearch answers and has the index that is searched. */
@Readiness
@ApplicationScoped
public class OpenSearchReadiness implements HealthCheck {

  private static final Logger LOG = Logger.getLogger(OpenSearchReadiness.class.getName());

  private final OpenSearchClient client;

  /** For the container's proxy. */
  protected OpenSearchReadiness() {
    this(null);
  }

  @Inject
  public OpenSearchReadiness(OpenSearchClient client) {
    this.client = client;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("search-collector-opensearch");
    Optional<String> fault = fault();
    fault.ifPresent(words -> answer.withData("fault", words));
    return answer.status(fault.isEmpty()).build();
  }

  /** What is wrong, for people; nothing when all is well. */
  public Optional<String> fault() {
    try {
      boolean there = client.indices().existsAlias(alias -> alias.name("things")).value();
      return there ? Optional.empty() : Optional.of("The index is not made yet");
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.FINE, "OpenSearch does not answer", e);
      return Optional.of("OpenSearch does not answer: " + e.getMessage());
    }
  }
}
