package iot.smarthome.analyzer.hazard.gateway;

import iot.smarthome.analyzer.hazard.entity.Hazard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** {@code alerts_raised_total} and {@code alerts_cleared_total} by hazard. */
@ApplicationScoped
public class AlertCounts {

  private final MetricRegistry registry;

  /** For the container's proxy. */
  protected AlertCounts() {
    this(null);
  }

  @Inject
  public AlertCounts(MetricRegistry registry) {
    this.registry = registry;
  }

  public void raised(Hazard hazard) {
    registry.counter("alerts_raised", new Tag("hazard", hazard.name())).inc();
  }

  public void cleared(Hazard hazard) {
    registry.counter("alerts_cleared", new Tag("hazard", hazard.name())).inc();
  }
}
