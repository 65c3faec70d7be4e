package iot.smarthome.building.structure.control;

import iot.smarthome.building.structure.entity.PlaceKind;
import iot.smarthome.rest.problem.Problem;
import iot.smarthome.rest.problem.ProblemException;

/** Why a change of the structure is refused. */
public final class StructureProblems {

  public static final String SERVICE = "building-service";

  private static final int RETRY_SECONDS = 5;

  private StructureProblems() {}

  static ProblemException unknown(String word, String id) {
    return Problem.of(SERVICE, "unknown-" + word, 404, "Unknown " + word)
        .detail("No " + word + " has the id " + id + ".")
        .toException();
  }

  static ProblemException duplicateCode(Throwable cause, PlaceKind kind, String code) {
    return because(
        cause,
        Problem.of(SERVICE, "duplicate-code", 409, "Code already in use")
            .detail("Nothing was stored.")
            .violation(
                "code",
                "another " + kind.word() + " beside it has the code " + code,
                "choose a code that is unique there, or use the place that has it"));
  }

  /** Another was faster. */
  public static ProblemException changedMeanwhile() {
    return Problem.of(SERVICE, "precondition-failed", 412, "Changed in the meantime")
        .violation("If-Match", "is not the current ETag", "read again, repeat the change on it")
        .toException();
  }

  static ProblemException notEmpty(PlaceKind kind, long places, long devices) {
    String children = kind.child().map(PlaceKind::plural).orElse("places");
    return Problem.of(SERVICE, "not-empty", 409, "There are places in it")
        .detail(
            "In this %s lie %s with %s; nothing was removed."
                .formatted(kind.word(), many(places, "place"), many(devices, "device")))
        .violation(
            "id",
            "has " + children,
            "move or remove its " + children + " first: POST /places/{id}/move, DELETE")
        .toException();
  }

  static ProblemException devicesInside(PlaceKind kind, long devices) {
    return Problem.of(SERVICE, "devices-inside", 409, "There are devices in it")
        .detail(
            "In this %s hang %s; nothing was removed."
                .formatted(kind.word(), many(devices, "device")))
        .violation(
            "id",
            "has " + many(devices, "device"),
            ("move them by POST /devices/moves with %s, or delete each;"
                    + " find them by GET /devices?%s=…")
                .formatted(kind == PlaceKind.ROOM ? "fromRoomId" : "fromAreaId", kind.word()))
        .toException();
  }

  private static String many(long number, String word) {
    return number + " " + word + (number == 1 ? "" : "s");
  }

  static ProblemException unknownGroup(String id) {
    return Problem.of(SERVICE, "unknown-group", 422, "Unknown user group")
        .detail("Nothing was stored.")
        .violation(
            "responsibleGroup",
            "no user group has the id " + id,
            "use the id of a group that User Service knows, or add the group first")
        .toException();
  }

  /** User Service does not answer, so that nothing was stored. */
  public static ProblemException groupsUnavailable(Throwable cause) {
    return because(
        cause,
        Problem.of(SERVICE, "user-service-unavailable", 503, "User Service does not answer")
            .detail("The responsible group could not be checked; nothing was stored.")
            .retryAfter(RETRY_SECONDS));
  }

  static ProblemException buildingsDoNotMove() {
    return Problem.of(SERVICE, "immovable", 422, "A building lies in nothing")
        .detail("Nothing was moved.")
        .violation("id", "is a building", "move its floors instead")
        .toException();
  }

  static ProblemException unknownTarget(PlaceKind kind, String id) {
    return Problem.of(SERVICE, "unknown-" + kind.word(), 422, "Unknown " + kind.word())
        .detail("Nothing was moved.")
        .violation(
            "parentId",
            "no " + kind.word() + " has the id " + id,
            "use the id of " + kind.one() + " that is there")
        .toException();
  }

  static ProblemException wrongTarget(PlaceKind moved, PlaceKind above, PlaceKind target) {
    return Problem.of(SERVICE, "wrong-kind", 422, "Nothing of this kind lies in there")
        .detail("Nothing was moved.")
        .violation(
            "parentId",
            "is " + target.one() + "; " + moved.one() + " lies in " + above.one(),
            "use the id of " + above.one())
        .toException();
  }

  static ProblemException intoItself(PlaceKind moved) {
    PlaceKind above = moved.parent().orElseThrow();
    return Problem.of(SERVICE, "cyclic-move", 422, "A place cannot lie in itself")
        .detail("Nothing was moved.")
        .violation(
            "parentId",
            "is the " + moved.word() + " itself, or lies in it",
            "use the id of " + above.one())
        .toException();
  }

  private static ProblemException because(Throwable cause, Problem problem) {
    ProblemException exception = problem.toException();
    exception.initCause(cause);
    return exception;
  }
}
