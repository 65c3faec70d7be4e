package iot.smarthome.user.authorization.entity;

import java.time.Instant;
import java.util.Objects;

/**
 * A policy and its state. Every change raises the version by one and is remembered.
 *
 * @param enabled whether it counts in decisions
 * @param updatedBy subject of the one who changed it last
 */
public record Policy(
    PolicyText content,
    boolean enabled,
    long version,
    Instant createdAt,
    Instant updatedAt,
    String updatedBy) {

  public Policy {
    Objects.requireNonNull(content, "content");
  }

  public String id() {
    return content.id();
  }

  /** The policy after a change; itself when nothing would be different. */
  public Policy change(PolicyText text, boolean counts, Instant at, String by) {
    if (text.text().equals(content.text()) && counts == enabled) {
      return this;
    }
    return new Policy(text, counts, version + 1, createdAt, at, by);
  }
}
