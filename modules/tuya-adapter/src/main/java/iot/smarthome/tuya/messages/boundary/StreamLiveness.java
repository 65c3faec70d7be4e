package iot.smarthome.tuya.messages.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while somebody looks after the stream; Tuya being away is no reason to restart. */
@Liveness
@ApplicationScoped
public class StreamLiveness implements HealthCheck {

  private static final Duration UNATTENDED = Duration.ofMinutes(2);

  @Inject MessageStream stream;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("tuya-adapter-stream-attended")
        .status(stream.looked().isAfter(Instant.now().minus(UNATTENDED)))
        .build();
  }
}
