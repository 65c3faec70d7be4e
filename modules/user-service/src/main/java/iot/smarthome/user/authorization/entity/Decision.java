package iot.smarthome.user.authorization.entity;

import java.util.List;

/**
 * The answer to a question.
 *
 * @param action null when no operation was found
 * @param resource null when no operation was found
 * @param policies ids of the policies that determined it
 * @param reason one sentence
 * @param methods that the path has operations for, when the one that was asked about is none of
 *     them; else empty
 */
public record Decision(
    Outcome outcome,
    String action,
    EntityRef resource,
    List<String> policies,
    String reason,
    List<String> methods) {

  public Decision {
    policies = List.copyOf(policies);
    methods = List.copyOf(methods);
  }

  public Decision(
      Outcome outcome, String action, EntityRef resource, List<String> policies, String reason) {
    this(outcome, action, resource, policies, reason, List.of());
  }

  public boolean isAllowed() {
    return outcome == Outcome.ALLOW;
  }

  /** What a decision can be. */
  public enum Outcome {
    ALLOW,
    DENY,
    UNKNOWN_RESOURCE,
    NO_SUCH_OPERATION
  }
}
