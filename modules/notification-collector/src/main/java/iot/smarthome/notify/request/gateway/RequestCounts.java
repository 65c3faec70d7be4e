package iot.smarthome.notify.request.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * {@code notification_requests_total} by kind and outcome: {@code published}, {@code repeated} (it
 * stands already) or {@code outdated} (no news any more).
 */
@ApplicationScoped
public class RequestCounts {

  private final MetricRegistry registry;

  /** For the container's proxy. */
  protected RequestCounts() {
    this(null);
  }

  @Inject
  public RequestCounts(MetricRegistry registry) {
    this.registry = registry;
  }

  public void requested(String kind) {
    count(kind, "published");
  }

  public void repeated(String kind) {
    count(kind, "repeated");
  }

  public void outdated(String kind) {
    count(kind, "outdated");
  }

  private void count(String kind, String outcome) {
    registry
        .counter("notification_requests", new Tag("kind", kind), new Tag("outcome", outcome))
        .inc();
  }
}
