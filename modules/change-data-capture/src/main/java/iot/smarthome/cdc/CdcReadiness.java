package iot.smarthome.cdc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Down only until each relay has had its first contact with the database: later trouble delays
 * events but loses none, and the service can go on serving requests. Tells state and lag.
 */
@Readiness
@ApplicationScoped
public class CdcReadiness implements HealthCheck {

  private final CdcRelays relays;
  private final String service;

  /** For the container's proxy. */
  protected CdcReadiness() {
    this(null, "");
  }

  @Inject
  public CdcReadiness(
      CdcRelays relays,
      @ConfigProperty(name = "smarthome.service.name", defaultValue = "service") String service) {
    this.relays = relays;
    this.service = service;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named(service + "-cdc");
    boolean up = true;
    for (CdcRelay relay : relays.running()) {
      CdcStatus status = relay.status();
      up &= status.state() != CdcStatus.State.STARTING;
      answer.withData(
          relay.name(),
          status.state()
              + ", lag "
              + status.lagSeconds()
              + " s"
              + (status.lastFailure().isEmpty() ? "" : ", last failure " + status.lastFailure()));
    }
    return answer.status(up).build();
  }
}
