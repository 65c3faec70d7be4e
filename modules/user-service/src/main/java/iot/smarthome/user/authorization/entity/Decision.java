package iot.smarthome.user.authorization.entity;

import java.util.List;

/**
 * The answer to a question.
 *
 * @param action null when no operation was found
 * @param resource null when no operation was found
 * @param policies ids of the policies that determined it
 * @param reason one sentence
 */
public record Decision(
    Outcome outcome, String action, EntityRef resource, List<String> policies, String reason) {

  public Decision {
    policies = List.copyOf(policies);
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
