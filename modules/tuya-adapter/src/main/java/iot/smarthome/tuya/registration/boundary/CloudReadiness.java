package iot.smarthome.tuya.registration.boundary;

import iot.smarthome.tuya.cloud.gateway.TuyaCloud;
import iot.smarthome.tuya.cloud.gateway.TuyaCloudException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
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
    if (cloud.fault().isPresent()) {
      try {
        cloud.probe();
      } catch (TuyaCloudException e) {
        return HealthCheckResponse.named("tuya-adapter-cloud")
            .down()
            .withData("fault", e.code() + ": " + e.words())
            .build();
      }
    }
    Optional<String> fault = cloud.fault();
    return HealthCheckResponse.named("tuya-adapter-cloud").status(fault.isEmpty()).build();
  }
}
