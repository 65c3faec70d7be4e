package iot.smarthome.apigateway.access.entity;

import java.util.List;

/**
 * What the decision point says.
 *
 * @param action asked for, or null
 * @param resourceType kind of the resource, or null
 * @param resourceId its id, or null
 * @param policies names of the policies that decided
 * @param reason a sentence, or null
 */
public record Decision(
    Kind kind,
    String action,
    String resourceType,
    String resourceId,
    List<String> policies,
    String reason) {

  /** The four answers, and the two by which the decision point refuses the question itself. */
  public enum Kind {
    ALLOW,
    DENY,
    UNKNOWN_RESOURCE,
    NO_SUCH_OPERATION,
    UNAUTHENTICATED,
    TOO_LARGE
  }

  public Decision {
    policies = List.copyOf(policies);
  }

  public static Decision of(Kind kind) {
    return new Decision(kind, null, null, null, List.of(), null);
  }
}
