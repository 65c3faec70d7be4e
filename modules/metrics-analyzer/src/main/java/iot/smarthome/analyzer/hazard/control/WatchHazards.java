package iot.smarthome.analyzer.hazard.control;

import iot.smarthome.analyzer.hazard.entity.Alert;
import iot.smarthome.analyzer.hazard.entity.Evidence;
import iot.smarthome.analyzer.hazard.entity.HazardWatch;
import iot.smarthome.analyzer.hazard.gateway.AlertCounts;
import iot.smarthome.analyzer.hazard.gateway.Alerts;
import iot.smarthome.analyzer.hazard.gateway.Watches;
import iot.smarthome.rest.TimeOrderedId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Raises and clears alerts by what sensors say.
 *
 * <p>The alert is written before the watch: after a crash between the two the same word comes
 * again, finds the alert as it should be, and only brings the watch up to date.
 */
@ApplicationScoped
public class WatchHazards {

  private final Alerts alerts;
  private final Watches watches;
  private final AlertCounts counts;

  /** For the container's proxy. */
  protected WatchHazards() {
    this(null, null, null);
  }

  @Inject
  public WatchHazards(Alerts alerts, Watches watches, AlertCounts counts) {
    this.alerts = alerts;
    this.watches = watches;
    this.counts = counts;
  }

  /**
   * @throws ConcurrentChangeException when the alert was changed at the same time: try again
   */
  public void observe(Observation word) {
    HazardWatch watch =
        watches
            .find(word.deviceId(), word.hazard())
            .orElseGet(() -> new HazardWatch(word.deviceId(), word.hazard()));
    Instant before = watch.lastAt();
    // the store keeps milliseconds: a finer time would seem newer than itself
    Instant at = word.at().truncatedTo(ChronoUnit.MILLIS);
    switch (watch.observe(word.value(), at)) {
      case RAISE -> {
        watch.opened(raise(word, at));
        keep(watch);
      }
      case CLEAR -> {
        alerts.findOpen(word.deviceId(), word.hazard()).ifPresent(alert -> clear(alert, at));
        watch.closed();
        keep(watch);
      }
      case NOTHING -> {
        if (watch.lastAt().isAfter(before)) {
          keep(watch);
        }
      }
    }
  }

  private String raise(Observation word, Instant at) {
    Alert alert =
        Alert.raise(
            TimeOrderedId.next(),
            word.deviceId(),
            word.category(),
            word.hazard(),
            word.location(),
            new Evidence(word.hazard().metric(), word.value(), at, word.eventId()));
    if (alerts.insert(alert)) {
      counts.raised(word.hazard());
      return alert.id();
    }
    return alerts
        .findOpen(word.deviceId(), word.hazard())
        .map(Alert::id)
        .orElseThrow(() -> new ConcurrentChangeException(alert.id()));
  }

  private void clear(Alert alert, Instant at) {
    long version = alert.version();
    if (!alert.clear(at)) {
      return;
    }
    if (!alerts.replace(alert, version)) {
      throw new ConcurrentChangeException(alert.id());
    }
    counts.cleared(alert.hazard());
  }

  /** When another instance has heard a newer word meanwhile, that word has the last say. */
  private void keep(HazardWatch watch) {
    if (watches.store(watch) || watch.openAlertId().isEmpty()) {
      return;
    }
    Optional<HazardWatch> newer = watches.find(watch.deviceId(), watch.hazard());
    if (newer.isPresent() && newer.get().openAlertId().isEmpty()) {
      alerts
          .findOpen(watch.deviceId(), watch.hazard())
          .ifPresent(alert -> clear(alert, newer.get().lastAt()));
    }
  }
}
