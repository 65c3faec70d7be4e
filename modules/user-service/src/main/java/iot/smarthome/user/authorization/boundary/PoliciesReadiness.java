package iot.smarthome.user.authorization.boundary;

import iot.smarthome.user.authorization.control.PolicyBook;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the policies that count here may not be those that are stored. */
@Readiness
@ApplicationScoped
public class PoliciesReadiness implements HealthCheck {

  private final PolicyBook book;

  /** For the container's proxy. */
  protected PoliciesReadiness() {
    this(null);
  }

  @Inject
  public PoliciesReadiness(PolicyBook book) {
    this.book = book;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("user-service-policies").withData("policies", book.size());
    Optional<String> fault = book.fault();
    fault.ifPresent(words -> answer.withData("fault", words));
    return answer.status(fault.isEmpty()).build();
  }
}
