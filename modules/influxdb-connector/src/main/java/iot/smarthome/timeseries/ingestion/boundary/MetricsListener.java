package iot.smarthome.timeseries.ingestion.boundary;

import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.EventHandling;
import iot.smarthome.messaging.UnprocessableEventException;
import iot.smarthome.timeseries.ingestion.control.MetricReader;
import iot.smarthome.timeseries.ingestion.entity.Measurement;
import iot.smarthome.timeseries.ingestion.gateway.RefusedMeasurementsException;
import iot.smarthome.timeseries.ingestion.gateway.TimeSeries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Writes each event's metrics before it is acknowledged. */
@ApplicationScoped
public class MetricsListener {

  private static final String MEASURED = "iot.smarthome.metric.measured";

  private final EventHandling handling;
  private final TimeSeries timeSeries;

  /** For the container's proxy. */
  protected MetricsListener() {
    this(null, null);
  }

  @Inject
  public MetricsListener(EventHandling handling, TimeSeries timeSeries) {
    this.handling = handling;
    this.timeSeries = timeSeries;
  }

  @Incoming("metric-in")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public CompletionStage<Void> receive(Message<byte[]> message) {
    return handling.handle(message, "influxdb-connector", this::write);
  }

  void write(String key, EventEnvelope event) {
    if (!event.type().equals(MEASURED)) {
      return;
    }
    List<Measurement> measurements = MetricReader.read(event.data());
    if (measurements.isEmpty()) {
      return;
    }
    try {
      timeSeries.write(measurements);
    } catch (RefusedMeasurementsException e) {
      throw new UnprocessableEventException("refused-by-influxdb", e.getMessage(), e);
    }
  }
}
