package iot.smarthome.user.authorization.gateway;

import iot.smarthome.user.authorization.entity.AuditEntry;
import java.util.List;

/** Decisions that were written down; nothing is ever changed or taken out. */
public interface AuditLog {

  /** Writes them down; those that were already are left as they are. */
  void append(List<AuditEntry> entries);

  /**
   * @param beforeId only older ones; null for the newest
   * @return the newest first
   */
  List<AuditEntry> find(AuditFilter filter, String beforeId, int limit);
}
