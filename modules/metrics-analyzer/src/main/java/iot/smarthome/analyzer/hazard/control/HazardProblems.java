package iot.smarthome.analyzer.hazard.control;

import iot.smarthome.analyzer.hazard.entity.Alert;
import iot.smarthome.rest.problem.Problem;
import iot.smarthome.rest.problem.ProblemException;

/** Why a request about alerts is refused. */
public final class HazardProblems {

  public static final String SERVICE = "metrics-analyzer";

  private HazardProblems() {}

  static ProblemException unknownAlert(String id) {
    return Problem.of(SERVICE, "unknown-alert", 404, "Unknown alert")
        .detail("No alert has the id " + id + ".")
        .toException();
  }

  static ProblemException cleared(Alert alert) {
    return Problem.of(SERVICE, "alert-cleared", 409, "The alert is over")
        .detail(
            "The sensor was back to normal at "
                + alert.clearedAt().orElseThrow()
                + "; there is nothing left to acknowledge.")
        .toException();
  }

  static ProblemException changedMeanwhile() {
    return Problem.of(SERVICE, "precondition-failed", 412, "Changed in the meantime")
        .violation("If-Match", "is not the current ETag", "read again, repeat the change on it")
        .toException();
  }
}
