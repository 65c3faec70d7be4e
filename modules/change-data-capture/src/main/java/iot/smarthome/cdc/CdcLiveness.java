package iot.smarthome.cdc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/**
 * Down when a relay's thread has ended or hangs. A relay that waits for MongoDB or Kafka is alive:
 * a restart would not help it.
 */
@Liveness
@ApplicationScoped
public class CdcLiveness implements HealthCheck {

  private final CdcRelays relays;
  private final String service;
  private final Duration stalledAfter;

  /** For the container's proxy. */
  protected CdcLiveness() {
    this(null, "", Duration.ZERO);
  }

  @Inject
  public CdcLiveness(
      CdcRelays relays,
      @ConfigProperty(name = "smarthome.service.name", defaultValue = "service") String service,
      @ConfigProperty(name = "smarthome.cdc.stalled-after", defaultValue = "PT3M")
          Duration stalledAfter) {
    this.relays = relays;
    this.service = service;
    this.stalledAfter = stalledAfter;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named(service + "-cdc-live");
    boolean up = true;
    for (CdcRelay relay : relays.running()) {
      boolean lives = isAlive(relay.status());
      up &= lives;
      answer.withData(
          relay.name(),
          lives
              ? relay.status().state().toString()
              : relay.status().state() + ", silent for " + relay.status().silence());
    }
    return answer.status(up).build();
  }

  boolean isAlive(CdcStatus status) {
    return status.state() != CdcStatus.State.STOPPED
        && status.silence().compareTo(stalledAfter) <= 0;
  }
}
