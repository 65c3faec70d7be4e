package iot.smarthome.building.floorplan.control;

import iot.smarthome.building.structure.control.StructureProblems;
import iot.smarthome.rest.problem.Problem;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.rest.problem.Violation;
import java.util.List;

/** Why a plan is refused. */
final class PlanProblems {

  private static final String SERVICE = StructureProblems.SERVICE;
  private static final int MOST_LISTED = 50;

  private PlanProblems() {}

  static ProblemException noPlan(String floorId) {
    return Problem.of(SERVICE, "no-plan", 404, "The floor has no plan")
        .detail("Nobody has drawn a plan of floor " + floorId + " yet.")
        .toException();
  }

  static ProblemException unreadable(String position, String message, Throwable cause) {
    ProblemException refusal =
        Problem.of(SERVICE, "malformed-svg", 400, "The plan cannot be read")
            .detail("Nothing was stored.")
            .violation(position, message, "export the drawing again as plain SVG")
            .toException();
    refusal.initCause(cause);
    return refusal;
  }

  static ProblemException unsafe(List<Violation> violations) {
    return Problem.of(SERVICE, "unsafe-svg", 422, "The plan has parts that a plan may not have")
        .detail(
            "A plan may not act or reach out to other places; nothing was stored."
                + (violations.size() > MOST_LISTED
                    ? " The first %d of %d faults are listed."
                        .formatted(MOST_LISTED, violations.size())
                    : ""))
        .violations(violations.subList(0, Math.min(MOST_LISTED, violations.size())))
        .toException();
  }

  static ProblemException tooLarge(String position, String what) {
    return Problem.of(SERVICE, "svg-too-large", 413, "The plan is too large")
        .detail("Nothing was stored.")
        .violation(position, what, "simplify the drawing, or leave out what is no wall or room")
        .toException();
  }

  static ProblemException changedMeanwhile() {
    return StructureProblems.changedMeanwhile();
  }
}
