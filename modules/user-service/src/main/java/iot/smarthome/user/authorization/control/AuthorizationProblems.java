package iot.smarthome.user.authorization.control;

import iot.smarthome.rest.problem.Problem;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.user.authorization.entity.Decision;
import iot.smarthome.user.authorization.entity.PolicyFault;
import java.util.List;

/** Why a request about authorization is refused. */
public final class AuthorizationProblems {

  public static final String SERVICE = "user-service";

  private AuthorizationProblems() {}

  public static ProblemException notLoggedIn() {
    return Problem.of(SERVICE, "not-authenticated", 401, "Not logged in")
        .detail("Send a token of the identity provider as Authorization: Bearer …")
        .toException();
  }

  static ProblemException notAllowed(Decision decision) {
    String determined =
        decision.policies().isEmpty()
            ? ""
            : " Policies: " + String.join(", ", decision.policies()) + ".";
    return Problem.of(SERVICE, "not-allowed", 403, "Not allowed")
        .detail(
            decision.reason()
                + determined
                + " Ask why: POST /api/authorization/decisions with \"explain\": true.")
        .toException();
  }

  static ProblemException notForOthers() {
    return Problem.of(SERVICE, "not-for-others", 403, "Only platform administrators ask for others")
        .violation("principal", "is somebody else", "leave it out to ask for yourself")
        .toException();
  }

  static ProblemException unknownPrincipal(String principal) {
    return Problem.of(SERVICE, "unknown-principal", 422, "Unknown principal")
        .violation("principal", "no user is " + principal, "give a user's id or subject")
        .toException();
  }

  public static ProblemException invalid(String field, String message, String mend) {
    return Problem.of(SERVICE, "invalid-input", 400, "Invalid input")
        .violation(field, message, mend)
        .toException();
  }

  static ProblemException notReady() {
    return Problem.of(SERVICE, "policies-not-loaded", 503, "The policies are not loaded yet")
        .detail("Nothing is decided before they are. Try again in a few seconds.")
        .retryAfter(2)
        .toException();
  }

  static ProblemException auditFull() {
    return Problem.of(SERVICE, "audit-unavailable", 503, "The decision cannot be written down")
        .detail(
            "A decision that must be audited is not given away before. Try again in a few seconds.")
        .retryAfter(5)
        .toException();
  }

  static ProblemException unknownPolicy(String id) {
    return Problem.of(SERVICE, "unknown-policy", 404, "Unknown policy")
        .detail("No policy has the id " + id + ".")
        .toException();
  }

  static ProblemException idTaken(String id) {
    return Problem.of(SERVICE, "policy-exists", 409, "There is a policy with this id")
        .violation("text", "@id is " + id, "change the policy that there is, or choose another @id")
        .toException();
  }

  static ProblemException idChanged(String id, String given) {
    return Problem.of(SERVICE, "policy-id-changed", 422, "The id of a policy stays")
        .violation(
            "text",
            "@id is " + given,
            "keep @id(\"" + id + "\"), or add a policy and delete this one")
        .toException();
  }

  static ProblemException invalidPolicy(String field, List<PolicyFault> faults) {
    Problem problem =
        Problem.of(SERVICE, "invalid-policy", 422, "Invalid policy")
            .detail("Nothing was stored. Each violation begins with line:column of its place.");
    for (PolicyFault fault : faults) {
      if (!fault.warning()) {
        problem.violation(field, fault.place() + " " + fault.reason(), fault.mend());
      }
    }
    return problem.toException();
  }

  static ProblemException lockOut() {
    return Problem.of(SERVICE, "locks-everybody-out", 409, "Nobody could administrate any more")
        .detail(
            "With this change no platform administrator could administrate policies and users, now"
                + " or on some day to come, and nobody could take it back. Nothing was stored.")
        .toException();
  }

  static ProblemException changedMeanwhile() {
    return Problem.of(SERVICE, "precondition-failed", 412, "Changed in the meantime")
        .violation("If-Match", "is not the current ETag", "read again, repeat the change on it")
        .toException();
  }

  static ProblemException busy(Throwable cause) {
    return (ProblemException)
        Problem.of(SERVICE, "policies-busy", 503, "The policies are being changed by somebody else")
            .retryAfter(2)
            .toException()
            .initCause(cause);
  }
}
