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
 * @param methods that there are, when the method of the question is none of the path's
 * @param faults of the request, when the decision point could not read it
 */
public record Decision(
    Kind kind,
    String action,
    String resourceType,
    String resourceId,
    List<String> policies,
    String reason,
    List<String> methods,
    List<Fault> faults) {

  /** The four answers, and those by which the decision point refuses the question itself. */
  public enum Kind {
    ALLOW,
    DENY,
    UNKNOWN_RESOURCE,
    NO_SUCH_OPERATION,
    UNAUTHENTICATED,
    TOO_LARGE,
    MALFORMED
  }

  public Decision {
    policies = List.copyOf(policies);
    methods = List.copyOf(methods);
    faults = List.copyOf(faults);
  }

  public Decision(
      Kind kind,
      String action,
      String resourceType,
      String resourceId,
      List<String> policies,
      String reason) {
    this(kind, action, resourceType, resourceId, policies, reason, List.of(), List.of());
  }

  /** The question could not be read, because the request cannot. */
  public static Decision malformed(List<Fault> faults) {
    return new Decision(Kind.MALFORMED, null, null, null, List.of(), null, List.of(), faults);
  }

  public static Decision of(Kind kind) {
    return new Decision(kind, null, null, null, List.of(), null);
  }
}
