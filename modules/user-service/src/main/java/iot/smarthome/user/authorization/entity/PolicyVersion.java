package iot.smarthome.user.authorization.entity;

import java.time.Instant;

/**
 * What once became of a policy: who did what, when, and how it was before and after.
 *
 * @param version of the policy after the change
 * @param by subject of the one who did it
 * @param before null when there was none
 * @param after null when there is none any more
 */
public record PolicyVersion(
    String policyId, long version, Kind kind, Instant at, String by, State before, State after) {

  /** What was done. */
  public enum Kind {
    CREATED,
    CHANGED,
    ENABLED,
    DISABLED,
    DELETED
  }

  /** A policy at one time. */
  public record State(String text, boolean enabled) {

    public static State of(Policy policy) {
      return policy == null ? null : new State(policy.content().text(), policy.enabled());
    }
  }

  /** The memory of a change. At least one of both is there. */
  public static PolicyVersion of(Policy before, Policy after, Instant at, String by) {
    String id = after == null ? before.id() : after.id();
    long version = after == null ? before.version() + 1 : after.version();
    return new PolicyVersion(
        id, version, kind(before, after), at, by, State.of(before), State.of(after));
  }

  private static Kind kind(Policy before, Policy after) {
    if (before == null) {
      return Kind.CREATED;
    }
    if (after == null) {
      return Kind.DELETED;
    }
    if (!before.content().text().equals(after.content().text())) {
      return Kind.CHANGED;
    }
    return after.enabled() ? Kind.ENABLED : Kind.DISABLED;
  }
}
