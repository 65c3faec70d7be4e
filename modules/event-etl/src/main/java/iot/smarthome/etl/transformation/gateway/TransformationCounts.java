package iot.smarthome.etl.transformation.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * {@code metrics_measured_total} by family, {@code points_unreliable_total} (undeclared or of the
 * wrong type), {@code points_left_out_total} (under raw codes that are too many) and {@code
 * safety_words_unclear_total} by code.
 */
@ApplicationScoped
public class TransformationCounts {

  private final MetricRegistry registry;

  /** For the container's proxy. */
  protected TransformationCounts() {
    this(null);
  }

  @Inject
  public TransformationCounts(MetricRegistry registry) {
    this.registry = registry;
  }

  public void measured(String family) {
    registry.counter("metrics_measured", new Tag("family", family)).inc();
  }

  public void unreliable() {
    registry.counter("points_unreliable").inc();
  }

  /** Values under raw codes that are too many for their device. */
  public void leftOut(int points) {
    if (points > 0) {
      registry.counter("points_left_out").inc(points);
    }
  }

  /**
   * @param code one of the safety table
   */
  public void unclear(String code) {
    registry.counter("safety_words_unclear", new Tag("code", code)).inc();
  }
}
