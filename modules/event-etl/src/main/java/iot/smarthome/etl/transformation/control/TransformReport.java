package iot.smarthome.etl.transformation.control;

import iot.smarthome.etl.placement.control.LocateDevice;
import iot.smarthome.etl.placement.entity.Placement;
import iot.smarthome.etl.rawcodes.control.LimitRawCodes;
import iot.smarthome.etl.transformation.entity.Metric;
import iot.smarthome.etl.transformation.entity.Point;
import iot.smarthome.etl.transformation.entity.Report;
import iot.smarthome.etl.transformation.gateway.MeasuredMetrics;
import iot.smarthome.etl.transformation.gateway.MeasuredMetrics.Origin;
import iot.smarthome.etl.transformation.gateway.TransformationCounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Makes metrics of a report, and publishes them. */
@ApplicationScoped
public class TransformReport {

  private final LocateDevice locateDevice;
  private final Classification classification;
  private final LimitRawCodes limitRawCodes;
  private final MeasuredMetrics measured;
  private final TransformationCounts counts;

  /** For the container's proxy. */
  protected TransformReport() {
    this(null, null, null, null, null);
  }

  @Inject
  public TransformReport(
      LocateDevice locateDevice,
      Classification classification,
      LimitRawCodes limitRawCodes,
      MeasuredMetrics measured,
      TransformationCounts counts) {
    this.locateDevice = locateDevice;
    this.classification = classification;
    this.limitRawCodes = limitRawCodes;
    this.measured = measured;
    this.counts = counts;
  }

  /**
   * @return completes when the metrics are published and acknowledged
   * @throws iot.smarthome.etl.placement.control.PlacementAwaitedException when the device's
   *     placement may arrive in a moment: try again
   */
  public CompletionStage<Void> transform(Report report, Origin origin) {
    Optional<Placement> placement = locateDevice.placement(report.deviceId());
    List<Metric> metrics = metrics(report);
    CompletionStage<Void> published =
        metrics.isEmpty()
            ? CompletableFuture.completedStage(null)
            : measured.publish(
                report, metrics, placement.flatMap(Placement::location).orElse(null), origin);
    return published.thenRun(() -> count(report, metrics));
  }

  /** One of each point, but for values under raw codes that are too many for the device. */
  private List<Metric> metrics(Report report) {
    List<Metric> metrics = new ArrayList<>();
    Set<Metric> raw = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Point point : report.points()) {
      Metric metric = classification.classify(report.category(), point);
      metrics.add(metric);
      if (!point.reliable() && metric.family().equals(Classification.RAW)) {
        raw.add(metric);
      }
    }
    Set<String> admitted =
        limitRawCodes.admitted(
            report.deviceId(), metrics.stream().filter(raw::contains).map(Metric::name).toList());
    metrics.removeIf(metric -> raw.contains(metric) && !admitted.contains(metric.name()));
    return metrics;
  }

  private void count(Report report, List<Metric> metrics) {
    metrics.forEach(metric -> counts.measured(metric.family()));
    counts.leftOut(report.points().size() - metrics.size());
    for (Point point : report.points()) {
      if (!point.reliable()) {
        counts.unreliable();
      }
      if (classification.isUnclear(point)) {
        counts.unclear(point.code());
      }
    }
  }
}
