package iot.smarthome.tuya.messages.boundary;

import iot.smarthome.tuya.messages.control.MessageIntake;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while Tuya's message stream is connected. */
@Readiness
@ApplicationScoped
public class StreamReadiness implements HealthCheck {

  @Inject MessageStream stream;
  @Inject MessageIntake intake;

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("tuya-adapter-stream").withData("inWork", intake.inWork());
    stream.fault().ifPresent(fault -> answer.withData("fault", fault));
    return answer.status(stream.fault().isEmpty()).build();
  }
}
