package iot.smarthome.building.structure.control;

import iot.smarthome.building.structure.entity.PlaceKind;
import iot.smarthome.rest.problem.Problem;
import iot.smarthome.rest.problem.ProblemException;

/** Why a change of the structure is refused. */
public final class StructureProblems {

  public static final String SERVICE = "building-service";

  private StructureProblems() {}

  static ProblemException unknown(String word, String id) {
    return Problem.of(SERVICE, "unknown-" + word, 404, "Unknown " + word)
        .detail("No " + word + " has the id " + id + ".")
        .toException();
  }

  static ProblemException duplicateCode(Throwable cause, PlaceKind kind, String code) {
    ProblemException refusal =
        Problem.of(SERVICE, "duplicate-code", 409, "Code already in use")
            .detail("Nothing was stored.")
            .violation(
                "code",
                "another " + kind.word() + " beside it has the code " + code,
                "choose a code that is unique there, or use the place that has it")
            .toException();
    refusal.initCause(cause);
    return refusal;
  }

  static ProblemException changedMeanwhile() {
    return Problem.of(SERVICE, "precondition-failed", 412, "Changed in the meantime")
        .violation("If-Match", "is not the current ETag", "read again, repeat the change on it")
        .toException();
  }

  static ProblemException notEmpty(PlaceKind kind) {
    String children = kind.child().map(PlaceKind::plural).orElse("places");
    return Problem.of(SERVICE, "not-empty", 409, "There are places in it")
        .detail("A " + kind.word() + " can be removed when nothing lies in it.")
        .violation("id", "has " + children, "remove its " + children + " first")
        .toException();
  }
}
