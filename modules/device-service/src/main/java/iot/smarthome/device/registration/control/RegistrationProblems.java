package iot.smarthome.device.registration.control;

import iot.smarthome.device.registration.gateway.DuplicateDeviceException;
import iot.smarthome.rest.problem.Problem;
import iot.smarthome.rest.problem.ProblemException;

/** Why a registration, or a change of one, is refused. */
public final class RegistrationProblems {

  public static final String SERVICE = "device-service";

  private static final int RETRY_SECONDS = 5;

  private RegistrationProblems() {}

  static ProblemException unknownDevice(String id) {
    return Problem.of(SERVICE, "unknown-device", 404, "Unknown device")
        .detail("No device has the id " + id + ".")
        .toException();
  }

  static ProblemException unknownCategory(String category) {
    return Problem.of(SERVICE, "unknown-category", 422, "Unknown Tuya category")
        .detail("Nothing was stored.")
        .violation(
            "category",
            "Tuya has no category " + category,
            "use the code that Tuya gives for the product, e.g. ywbj for a smoke alarm")
        .toException();
  }

  static ProblemException unknownPlace(String field, String kind, String id) {
    return Problem.of(SERVICE, "unknown-" + kind, 422, "Unknown " + kind)
        .detail("Nothing was stored.")
        .violation(
            field,
            "no " + kind + " has the id " + id,
            "use the id of a " + kind + " that Building Service knows")
        .toException();
  }

  static ProblemException samePlace(PlaceReference to) {
    return Problem.of(SERVICE, "same-place", 422, "Nothing to move")
        .violation(to.field(), "is the place to move from", "give another room or area")
        .toException();
  }

  static ProblemException placesUnavailable(String field, Throwable cause) {
    return because(
        cause,
        Problem.of(SERVICE, "building-service-unavailable", 503, "Building Service does not answer")
            .detail("The place of the device could not be checked; nothing was stored.")
            .violation(
                field,
                "could not be checked",
                "send the same request again after "
                    + RETRY_SECONDS
                    + " seconds, with the same Idempotency-Key if it has one")
            .retryAfter(RETRY_SECONDS));
  }

  static ProblemException duplicate(DuplicateDeviceException cause) {
    boolean serial = cause.field().equals("serial");
    return because(
        cause,
        Problem.of(
                SERVICE,
                serial ? "duplicate-serial" : "duplicate-bind-code",
                409,
                serial ? "Serial number already registered" : "Bind code already registered")
            .detail("Nothing was stored.")
            .violation(
                cause.field(),
                "belongs to another device",
                "check what is printed on this device, or delete the other registration"));
  }

  static ProblemException changedMeanwhile() {
    return Problem.of(SERVICE, "precondition-failed", 412, "Changed in the meantime")
        .violation("If-Match", "is not the current ETag", "read again, repeat the change on it")
        .toException();
  }

  static ProblemException alreadyBound() {
    return Problem.of(SERVICE, "already-bound", 409, "Device is active")
        .detail("Tuya Cloud has the device; its bind code or product can't be changed any more.")
        .violation("bindCode", "belongs to an active device", "delete it and register it again")
        .toException();
  }

  private static ProblemException because(Throwable cause, Problem problem) {
    ProblemException exception = problem.toException();
    exception.initCause(cause);
    return exception;
  }
}
