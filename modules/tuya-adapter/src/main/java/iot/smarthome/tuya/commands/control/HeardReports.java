package iot.smarthome.tuya.commands.control;

import iot.smarthome.tuya.messages.control.ReportFollower;
import iot.smarthome.tuya.messages.entity.NormalisedPoint;
import iot.smarthome.tuya.registration.entity.Binding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.eclipse.microprofile.metrics.MetricRegistry;

/**
 * The reports since commands were last attended to. Any instance may hear the report of a device
 * that another one has commanded, and any device may be commanded; so each report is kept for that
 * moment, and the store asked once for all of them. Beyond a size the oldest are left out, and
 * their commands wait in vain (metric {@code tuya_command_reports_left_out_total}).
 */
@ApplicationScoped
public class HeardReports implements ReportFollower {

  private static final long MOST = 10_000_000;
  private static final int POINT = 100;

  private final MetricRegistry metrics;
  private final Clock clock;
  private final long most;
  private final Deque<Heard> heard = new ArrayDeque<>();
  private long size;

  /** What one device reported. */
  record Heard(String tuyaDeviceId, List<NormalisedPoint> points, Instant at) {

    /** In characters, about. */
    private long size() {
      return POINT
          + points.stream()
              .mapToLong(
                  point -> POINT + (point.value() instanceof String text ? text.length() : 0))
              .sum();
    }
  }

  /** For the container's proxy. */
  protected HeardReports() {
    this(null);
  }

  @Inject
  public HeardReports(MetricRegistry metrics) {
    this(metrics, MOST, Clock.systemUTC());
  }

  /**
   * @param most characters that are kept, about
   */
  HeardReports(MetricRegistry metrics, long most, Clock clock) {
    this.metrics = metrics;
    this.most = most;
    this.clock = clock;
  }

  @Override
  public void reported(Binding binding, List<NormalisedPoint> points) {
    Heard report = new Heard(binding.tuyaDeviceId(), points, clock.instant());
    synchronized (heard) {
      heard.add(report);
      size += report.size();
      while (size > most) {
        size -= heard.remove().size();
        metrics.counter("tuya_command_reports_left_out").inc();
      }
    }
  }

  /** Those since the last time, in the order they came. */
  List<Heard> taken() {
    synchronized (heard) {
      List<Heard> taken = List.copyOf(heard);
      heard.clear();
      size = 0;
      return taken;
    }
  }
}
