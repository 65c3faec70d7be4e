package iot.smarthome.etl.transformation.gateway;

import iot.smarthome.etl.placement.entity.Location;
import iot.smarthome.etl.transformation.entity.Metric;
import iot.smarthome.etl.transformation.entity.Report;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.EventPublisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Publishes on {@code metric.v1}, keyed by device. */
@ApplicationScoped
public class MeasuredMetrics {

  public static final String TOPIC = "metric.v1";
  public static final String TYPE = "iot.smarthome.metric.measured";

  // the static factory looks for a provider on each call, which is one of each metric
  private static final JsonProvider JSON = JsonProvider.provider();

  private final EventPublisher publisher;

  /**
   * The event that the metrics come from.
   *
   * @param source and id say which event it was
   * @param time when it happened
   * @param traceparent may be null
   */
  public record Origin(String source, String id, Instant time, String traceparent) {}

  /** For the container's proxy. */
  protected MeasuredMetrics() {
    this(null);
  }

  @Inject
  public MeasuredMetrics(EventPublisher publisher) {
    this.publisher = publisher;
  }

  /**
   * @param location null when it is not known
   * @return completes when Kafka has acknowledged
   */
  public CompletionStage<Void> publish(
      Report report, List<Metric> metrics, Location location, Origin origin) {
    // the same report gives the same id, so that consumers recognise a repetition
    String id =
        UUID.nameUUIDFromBytes(
                (TYPE + '|' + origin.source() + '|' + origin.id()).getBytes(StandardCharsets.UTF_8))
            .toString();
    EventEnvelope event =
        new EventEnvelope(
            id,
            TYPE,
            "/event-etl",
            origin.time(),
            report.deviceId(),
            origin.traceparent(),
            json(report, metrics, location).getBytes(StandardCharsets.UTF_8));
    return publisher.publish(TOPIC, report.deviceId(), event).thenAccept(sent -> {});
  }

  static String json(Report report, List<Metric> metrics, Location location) {
    JsonObjectBuilder data =
        JSON.createObjectBuilder()
            .add("deviceId", report.deviceId())
            .add("dataId", report.dataId())
            .add("category", report.category());
    text(data, "productId", report.productId());
    if (location != null) {
      JsonObjectBuilder at = JSON.createObjectBuilder();
      text(at, "buildingId", location.buildingId());
      text(at, "floorId", location.floorId());
      text(at, "areaId", location.areaId());
      text(at, "roomId", location.roomId());
      data.add("location", at);
    }
    JsonArrayBuilder list = JSON.createArrayBuilder();
    metrics.forEach(metric -> list.add(json(metric)));
    return data.add("metrics", list).build().toString();
  }

  private static JsonObjectBuilder json(Metric metric) {
    JsonObjectBuilder json =
        JSON.createObjectBuilder()
            .add("family", metric.family())
            .add("name", metric.name())
            .add("kind", metric.kind().name());
    if (metric.value() instanceof BigDecimal number) {
      json.add("value", number);
    } else if (metric.value() instanceof Boolean truth) {
      json.add("value", truth);
    } else {
      json.add("value", metric.value().toString());
    }
    text(json, "unit", metric.unit());
    return json.add("at", metric.at().toString()).add("sourceCode", metric.sourceCode());
  }

  private static void text(JsonObjectBuilder json, String name, String value) {
    if (value != null) {
      json.add(name, value);
    }
  }
}
