package iot.smarthome.tuya.commands.control;

import iot.smarthome.tuya.messages.control.ReportFollower;
import iot.smarthome.tuya.messages.entity.NormalisedPoint;
import iot.smarthome.tuya.registration.entity.Binding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.microprofile.metrics.MetricRegistry;

/**
 * The reports since commands were last attended to. Any instance may hear the report of a device
 * that another one has commanded, and any device may be commanded; so each report is kept for that
 * moment, and the store asked once for all of them. Beyond a number the oldest are left out, and
 * their commands wait in vain (metric {@code tuya_command_reports_left_out_total}).
 */
@ApplicationScoped
public class HeardReports implements ReportFollower {

  private static final int MOST = 50_000;

  private final BlockingQueue<Heard> heard;
  private final MetricRegistry metrics;
  private final Clock clock;

  /** What one device reported. */
  record Heard(String tuyaDeviceId, List<NormalisedPoint> points, Instant at) {}

  /** For the container's proxy. */
  protected HeardReports() {
    this(null);
  }

  @Inject
  public HeardReports(MetricRegistry metrics) {
    this(metrics, MOST, Clock.systemUTC());
  }

  HeardReports(MetricRegistry metrics, int most, Clock clock) {
    this.heard = new LinkedBlockingQueue<>(most);
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public void reported(Binding binding, List<NormalisedPoint> points) {
    Heard report = new Heard(binding.tuyaDeviceId(), points, clock.instant());
    while (!heard.offer(report)) {
      if (heard.poll() != null) {
        metrics.counter("tuya_command_reports_left_out").inc();
      }
    }
  }

  /** Those since the last time, in the order they came. */
  List<Heard> taken() {
    List<Heard> taken = new ArrayList<>();
    heard.drainTo(taken);
    return taken;
  }
}
