package iot.smarthome.analyzer.hazard.boundary;

import iot.smarthome.analyzer.hazard.control.HazardProblems;
import iot.smarthome.analyzer.hazard.control.Observation;
import iot.smarthome.analyzer.hazard.control.WatchHazards;
import iot.smarthome.analyzer.hazard.entity.Hazard;
import iot.smarthome.analyzer.hazard.entity.HazardWatch;
import iot.smarthome.analyzer.hazard.entity.Location;
import iot.smarthome.messaging.EventData;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.EventHandling;
import iot.smarthome.messaging.UnprocessableEventException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears what devices measure, and minds what tells of a hazard. */
@ApplicationScoped
public class MetricsListener {

  private static final String MEASURED = "iot.smarthome.metric.measured";
  private static final String SAFETY = "safety";

  private final EventHandling handling;
  private final WatchHazards watchHazards;
  private final Duration clockTolerance;

  /** For the container's proxy. */
  protected MetricsListener() {
    this(null, null, Duration.ZERO);
  }

  @Inject
  public MetricsListener(
      EventHandling handling,
      WatchHazards watchHazards,
      @ConfigProperty(name = "smarthome.hazard.clock-tolerance", defaultValue = "PT1M")
          Duration clockTolerance) {
    this.handling = handling;
    this.watchHazards = watchHazards;
    this.clockTolerance = clockTolerance;
  }

  @Incoming("metric-in")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public CompletionStage<Void> receive(Message<byte[]> message) {
    return handling.handle(message, HazardProblems.SERVICE, this::watch);
  }

  void watch(String key, EventEnvelope event) {
    if (event.type().equals(MEASURED)) {
      observations(event).forEach(watchHazards::observe);
    }
  }

  private List<Observation> observations(EventEnvelope event) {
    JsonObject data = EventData.object(event.data());
    try {
      String deviceId = data.getString("deviceId");
      String category = data.getString("category", null);
      Location location = location(data.getJsonObject("location"));
      List<Observation> observations = new ArrayList<>();
      for (JsonObject metric : data.getJsonArray("metrics").getValuesAs(JsonObject.class)) {
        observation(deviceId, category, location, metric, event).ifPresent(observations::add);
      }
      observations.sort(Comparator.comparing(Observation::at));
      return observations;
    } catch (NullPointerException | ClassCastException | DateTimeException e) {
      throw new UnprocessableEventException(
          "unexpected-data", "A field of the metrics is missing or of another type", e);
    }
  }

  private Optional<Observation> observation(
      String deviceId, String category, Location location, JsonObject metric, EventEnvelope event) {
    if (!metric.getString("family").equals(SAFETY)) {
      return Optional.empty();
    }
    JsonValue value = metric.get("value");
    Instant at = EventData.time(metric.getString("at"));
    // one word from the future would make all that follow seem late
    Instant believed = at.isAfter(event.time().plus(clockTolerance)) ? event.time() : at;
    return Hazard.ofMetric(metric.getString("name"))
        .filter(hazard -> value instanceof JsonString)
        .map(
            hazard ->
                new Observation(
                    deviceId,
                    category,
                    hazard,
                    location,
                    ((JsonString) value).getString(),
                    believed,
                    event.id()))
        .filter(word -> HazardWatch.isVerdict(word.value()));
  }

  private static Location location(JsonObject at) {
    return at == null
        ? null
        : new Location(
            at.getString("buildingId"),
            at.getString("floorId"),
            at.getString("areaId"),
            at.getString("roomId", null));
  }
}
