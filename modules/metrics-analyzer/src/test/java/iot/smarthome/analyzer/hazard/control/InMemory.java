package iot.smarthome.analyzer.hazard.control;

import iot.smarthome.analyzer.hazard.entity.Alert;
import iot.smarthome.analyzer.hazard.entity.Hazard;
import iot.smarthome.analyzer.hazard.entity.HazardWatch;
import iot.smarthome.analyzer.hazard.gateway.AlertFilter;
import iot.smarthome.analyzer.hazard.gateway.Alerts;
import iot.smarthome.analyzer.hazard.gateway.Watches;
import iot.smarthome.scope.AccessScope;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The store's promises without a store. */
class InMemory implements Alerts, Watches {

  final Map<String, Alert> alerts = new TreeMap<>();
  final Map<String, HazardWatch> watches = new HashMap<>();
  boolean conflict;
  boolean forgetsWatches;

  @Override
  public boolean insert(Alert alert) {
    if (findOpen(alert.deviceId(), alert.hazard()).isPresent()) {
      return false;
    }
    alerts.put(alert.id(), alert);
    return true;
  }

  @Override
  public Optional<Alert> find(String id) {
    return Optional.ofNullable(alerts.get(id));
  }

  @Override
  public Optional<Alert> findOpen(String deviceId, Hazard hazard) {
    return alerts.values().stream()
        .filter(a -> a.isOpen() && a.deviceId().equals(deviceId) && a.hazard() == hazard)
        .findFirst();
  }

  @Override
  public boolean replace(Alert alert, long expectedVersion) {
    return !conflict && alerts.replace(alert.id(), alert) != null;
  }

  @Override
  public List<Alert> page(AlertFilter filter, AccessScope scope, String beforeId, int limit) {
    return alerts.values().stream()
        .sorted(Comparator.comparing(Alert::id).reversed())
        .filter(a -> scope.contains(a.deviceId()))
        .filter(a -> beforeId == null || a.id().compareTo(beforeId) < 0)
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<HazardWatch> find(String deviceId, Hazard hazard) {
    return Optional.ofNullable(watches.get(HazardWatch.id(deviceId, hazard)));
  }

  @Override
  public boolean store(HazardWatch watch) {
    if (!forgetsWatches) {
      watches.put(watch.id(), watch);
    }
    return true;
  }
}
