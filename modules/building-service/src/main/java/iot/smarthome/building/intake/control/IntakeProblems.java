package iot.smarthome.building.intake.control;

import iot.smarthome.building.structure.control.StructureProblems;
import iot.smarthome.rest.problem.Problem;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.rest.problem.Violation;
import java.util.ArrayList;
import java.util.List;

/** Why a file is refused as a whole. */
public final class IntakeProblems {

  private static final String SERVICE = StructureProblems.SERVICE;
  private static final int MOST_LISTED = 200;

  private IntakeProblems() {}

  static ProblemException unreadable(String where, String message, String mend, Throwable cause) {
    ProblemException refusal =
        Problem.of(SERVICE, "malformed-csv", 400, "The file cannot be read")
            .detail("Nothing was stored.")
            .violation(where, message, mend)
            .toException();
    refusal.initCause(cause);
    return refusal;
  }

  static ProblemException unreadable(List<Violation> violations) {
    return Problem.of(SERVICE, "malformed-csv", 400, "The file cannot be read")
        .detail("Nothing was stored.")
        .violations(violations)
        .toException();
  }

  static ProblemException tooManyRows(int most) {
    return Problem.of(SERVICE, "too-many-rows", 413, "The file has too many rows")
        .detail("Nothing was stored.")
        .violation("(body)", "has more than " + most + " rows", "send it in several files")
        .toException();
  }

  static ProblemException brokenRows(List<RowResult> broken) {
    List<Violation> violations = new ArrayList<>();
    for (RowResult row : broken) {
      for (Violation violation : row.violations()) {
        if (violations.size() < MOST_LISTED) {
          violations.add(
              new Violation(
                  "line " + row.line() + ", " + violation.field(),
                  violation.message(),
                  violation.mend()));
        }
      }
    }
    return Problem.of(SERVICE, "broken-rows", 422, "The file has broken rows")
        .detail(
            "%d row(s) are broken; nothing was stored. Mend them, or send mode=skip-broken to store the others."
                .formatted(broken.size()))
        .violations(violations)
        .toException();
  }

  static ProblemException disturbed() {
    return Problem.of(SERVICE, "disturbed", 409, "Others change the same places right now")
        .detail("A part of the file may be stored. Send it again: what is there is kept.")
        .retryAfter(1)
        .toException();
  }

  /** A parameter with another value than it may have. */
  public static ProblemException parameter(String name, String value, String mend) {
    return Problem.of(SERVICE, "invalid-input", 400, "Invalid input")
        .detail("Nothing was stored.")
        .violation(name, "is " + value, mend)
        .toException();
  }
}
