package iot.smarthome.user.authorization.control;

import iot.smarthome.rest.paging.Cursor;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.user.authorization.entity.AuditEntry;
import iot.smarthome.user.authorization.gateway.AuditFilter;
import iot.smarthome.user.authorization.gateway.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Reads what was written down. */
@ApplicationScoped
public class FindAudit {

  private static final String BEFORE = "before";

  private final AuditLog log;

  /** For the container's proxy. */
  protected FindAudit() {
    this(null);
  }

  @Inject
  public FindAudit(AuditLog log) {
    this.log = log;
  }

  /**
   * The newest first.
   *
   * @param cursor from the page before, null for the first
   * @throws iot.smarthome.rest.problem.ProblemException 400 for a cursor that is none of ours
   */
  public Page<AuditEntry> page(AuditFilter filter, int limit, String cursor) {
    String before = Cursor.decode(AuthorizationProblems.SERVICE, cursor, BEFORE);
    List<AuditEntry> found = log.find(filter, before, limit + 1);
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<AuditEntry> items = found.subList(0, limit);
    return new Page<>(items, Cursor.encode(Map.of(BEFORE, items.get(limit - 1).id())));
  }
}
