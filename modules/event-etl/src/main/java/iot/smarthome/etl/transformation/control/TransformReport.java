package iot.smarthome.etl.transformation.control;

import iot.smarthome.etl.placement.control.LocateDevice;
import iot.smarthome.etl.placement.entity.Placement;
import iot.smarthome.etl.transformation.entity.Metric;
import iot.smarthome.etl.transformation.entity.Point;
import iot.smarthome.etl.transformation.entity.Report;
import iot.smarthome.etl.transformation.gateway.MeasuredMetrics;
import iot.smarthome.etl.transformation.gateway.MeasuredMetrics.Origin;
import iot.smarthome.etl.transformation.gateway.TransformationCounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Makes metrics of a report, and publishes them. */
@ApplicationScoped
public class TransformReport {

  private final LocateDevice locateDevice;
  private final Classification classification;
  private final MeasuredMetrics measured;
  private final TransformationCounts counts;

  /** For the container's proxy. */
  protected TransformReport() {
    this(null, null, null, null);
  }

  @Inject
  public TransformReport(
      LocateDevice locateDevice,
      Classification classification,
      MeasuredMetrics measured,
      TransformationCounts counts) {
    this.locateDevice = locateDevice;
    this.classification = classification;
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
    List<Metric> metrics =
        report.points().stream()
            .map(point -> classification.classify(report.category(), point))
            .toList();
    return measured
        .publish(report, metrics, placement.flatMap(Placement::location).orElse(null), origin)
        .thenRun(() -> count(report, metrics));
  }

  private void count(Report report, List<Metric> metrics) {
    metrics.forEach(metric -> counts.measured(metric.family()));
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
