package iot.smarthome.analyzer.hazard.control;

import iot.smarthome.analyzer.hazard.entity.Alert;
import iot.smarthome.analyzer.hazard.gateway.Alerts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongConsumer;

/** Somebody takes care of an alert. */
@ApplicationScoped
public class AcknowledgeAlert {

  private final Alerts alerts;

  /** For the container's proxy. */
  protected AcknowledgeAlert() {
    this(null);
  }

  @Inject
  public AcknowledgeAlert(Alerts alerts) {
    this.alerts = alerts;
  }

  /**
   * @param precondition throws unless the caller knows the version that it is given
   * @return the alert as it is now, unchanged when it was acknowledged before
   * @throws iot.smarthome.rest.problem.ProblemException 404 unknown, 409 over, 412 changed
   */
  public Alert acknowledge(String id, LongConsumer precondition) {
    Alert alert = alerts.find(id).orElseThrow(() -> HazardProblems.unknownAlert(id));
    long version = alert.version();
    precondition.accept(version);
    if (!alert.isOpen()) {
      throw HazardProblems.cleared(alert);
    }
    // to the millisecond, as the store keeps it
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    if (alert.acknowledge(now) && !alerts.replace(alert, version)) {
      throw HazardProblems.changedMeanwhile();
    }
    return alert;
  }
}
