package iot.smarthome.etl.transformation.boundary;

import iot.smarthome.etl.transformation.control.TransformReport;
import iot.smarthome.etl.transformation.entity.Report;
import iot.smarthome.etl.transformation.gateway.MeasuredMetrics.Origin;
import iot.smarthome.messaging.ChannelLiveness;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.EventHandling;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears what devices report; what Tuya Cloud says about the devices themselves is for others. */
@ApplicationScoped
public class ReportsListener {

  private static final Logger LOG = Logger.getLogger(ReportsListener.class.getName());
  private static final String CHANNEL = "device-event-in";
  private static final String SERVICE = "event-etl";
  private static final String REPORTED = "iot.smarthome.device.reported";
  private static final long PUBLISH_SECONDS = 60;

  private final EventHandling handling;
  private final TransformReport transformReport;
  private final ChannelLiveness liveness;
  private final int laneCount;
  private final int inFlight;

  @Resource ManagedExecutorService executor;
  private Lanes lanes;

  /** For the container's proxy. */
  protected ReportsListener() {
    this(null, null, null, 0, 0);
  }

  @Inject
  public ReportsListener(
      EventHandling handling,
      TransformReport transformReport,
      ChannelLiveness liveness,
      @ConfigProperty(name = "smarthome.transformation.lanes", defaultValue = "32") int lanes,
      @ConfigProperty(name = "smarthome.transformation.in-flight", defaultValue = "256")
          int inFlight) {
    this.handling = handling;
    this.transformReport = transformReport;
    this.liveness = liveness;
    this.laneCount = lanes;
    this.inFlight = inFlight;
  }

  @PostConstruct
  void open() {
    lanes = new Lanes(executor, laneCount, inFlight, this::failed);
  }

  private void failed(Throwable failure) {
    LOG.log(Level.SEVERE, "A report is neither transformed nor put aside", failure);
    liveness.stopped(CHANNEL, String.valueOf(failure));
  }

  @Incoming(CHANNEL)
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public CompletionStage<Void> receive(Message<byte[]> message) {
    String key = (String) message.unwrap(ConsumerRecord.class).key();
    return lanes.enter(key, () -> handling.handle(message, SERVICE, this::transform));
  }

  void transform(String key, EventEnvelope event) throws Exception {
    if (!event.type().equals(REPORTED)) {
      return;
    }
    Report report = ReportReader.read(event.data());
    if (report.points().isEmpty()) {
      return;
    }
    // the report is acknowledged when this returns; a publication that takes longer is repeated,
    // with the same id
    transformReport
        .transform(
            report, new Origin(event.source(), event.id(), event.time(), event.traceparent()))
        .toCompletableFuture()
        .get(PUBLISH_SECONDS, TimeUnit.SECONDS);
  }
}
