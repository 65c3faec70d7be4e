package iot.smarthome.analyzer.hazard.gateway;

import iot.smarthome.analyzer.hazard.entity.Alert;
import iot.smarthome.analyzer.hazard.entity.Hazard;
import iot.smarthome.scope.AccessScope;
import java.util.List;
import java.util.Optional;

/** All alerts. */
public interface Alerts {

  /**
   * @return false when an alert for the device and hazard is open
   */
  boolean insert(Alert alert);

  Optional<Alert> find(String id);

  /** The alert for the device and hazard that is not cleared. */
  Optional<Alert> findOpen(String deviceId, Hazard hazard);

  /**
   * Stores the alert in place of its earlier version.
   *
   * @param expectedVersion the version that was changed
   * @return false when the stored alert is another version by now
   */
  boolean replace(Alert alert, long expectedVersion);

  /**
   * @param scope what the list may show; one that is not empty
   * @param beforeId the last id of the page before, null for the first page
   * @return at most {@code limit} alerts that match and are in scope, the one raised last first
   */
  List<Alert> page(AlertFilter filter, AccessScope scope, String beforeId, int limit);
}
