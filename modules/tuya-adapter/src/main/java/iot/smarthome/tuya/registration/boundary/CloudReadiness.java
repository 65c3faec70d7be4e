package iot.smarthome.tuya.registration.boundary;

import iot.smarthome.tuya.cloud.gateway.TuyaCloud;
import iot.smarthome.tuya.cloud.gateway.TuyaCloudException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while Tuya Cloud lets us call: a token is held and nothing has stopped the calls. */
@Readiness
@ApplicationScoped
public class CloudReadiness implements HealthCheck {

  private final TuyaCloud cloud;

  /** For the container's proxy. */
  protected CloudReadiness() {
    this(null);
  }

  @Inject
  public CloudReadiness(TuyaCloud cloud) {
    this.cloud = cloud;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("tuya-adapter-cloud");
    try {
      cloud.probe();
    } catch (TuyaCloudException e) {
      return answer.down().withData("fault", e.code() + ": " + e.words()).build();
    }
    Optional<String> fault = cloud.fault();
    fault.ifPresent(words -> answer.withData("fault", words));
    return answer.status(fault.isEmpty()).build();
  }
}
