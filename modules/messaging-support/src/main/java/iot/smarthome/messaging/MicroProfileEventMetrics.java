package iot.smarthome.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * {@code events_handled_total}, {@code events_retried_total}, {@code events_dead_lettered_total}.
 */
@ApplicationScoped
public class MicroProfileEventMetrics implements EventMetrics {

  @Inject MetricRegistry registry;

  @Override
  public void handled(String consumer, String type) {
    registry.counter("events_handled", new Tag("consumer", consumer), new Tag("type", type)).inc();
  }

  @Override
  public void retried(String consumer, String type) {
    registry.counter("events_retried", new Tag("consumer", consumer), new Tag("type", type)).inc();
  }

  @Override
  public void deadLettered(String consumer, String reason) {
    registry
        .counter("events_dead_lettered", new Tag("consumer", consumer), new Tag("reason", reason))
        .inc();
  }
}
