package iot.smarthome.user.authorization.entity;

import java.time.Instant;
import java.util.List;

/**
 * A decision that was written down: a denial, or an administrative act that was allowed.
 *
 * @param id time-ordered
 * @param subject whose decision it was
 * @param userId the user of the directory
 * @param askedBy subject of the one who asked, when it was somebody else; else null
 * @param method and path of the call that was asked about; null when an action was asked about
 * @param network may be null
 * @param client may be null
 */
public record AuditEntry(
    String id,
    Instant at,
    String subject,
    String userId,
    String askedBy,
    Decision.Outcome decision,
    String action,
    EntityRef resource,
    List<String> policies,
    String reason,
    String method,
    String path,
    String network,
    String client) {

  public AuditEntry {
    policies = List.copyOf(policies);
  }
}
