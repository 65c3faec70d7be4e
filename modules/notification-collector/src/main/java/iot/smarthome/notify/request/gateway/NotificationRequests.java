package iot.smarthome.notify.request.gateway;

import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.EventPublisher;
import iot.smarthome.notify.request.entity.Area;
import iot.smarthome.notify.request.entity.AreaCreated;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Publishes on {@code notification.v1}, keyed by correlation id. */
@ApplicationScoped
public class NotificationRequests {

  public static final String TOPIC = "notification.v1";
  public static final String TYPE = "iot.smarthome.notification.requested";

  private static final String SOURCE = "/notification-collector";

  private final EventPublisher publisher;

  /**
   * The event that a request comes from.
   *
   * @param source and id say which event it was
   * @param traceparent may be null
   */
  public record Cause(String source, String id, String traceparent) {}

  /** For the container's proxy. */
  protected NotificationRequests() {
    this(null);
  }

  @Inject
  public NotificationRequests(EventPublisher publisher) {
    this.publisher = publisher;
  }

  /**
   * @return completes when Kafka has acknowledged
   */
  public CompletionStage<Void> publish(AreaCreated request, Cause cause) {
    String correlationId = request.correlationId();
    EventEnvelope event =
        new EventEnvelope(
            // of the request, not of its cause: consumers recognise a repetition
            UUID.nameUUIDFromBytes((TYPE + '|' + correlationId).getBytes(StandardCharsets.UTF_8))
                .toString(),
            TYPE,
            SOURCE,
            request.area().updatedAt(),
            request.area().id(),
            cause.traceparent(),
            json(request, cause).toString().getBytes(StandardCharsets.UTF_8));
    return publisher.publish(TOPIC, correlationId, event).thenAccept(sent -> {});
  }

  private static JsonObject json(AreaCreated request, Cause cause) {
    Area area = request.area();
    return Json.createObjectBuilder()
        .add("correlationId", request.correlationId())
        .add("kind", AreaCreated.KIND)
        .add("at", area.updatedAt().toString())
        .add(
            "subject",
            Json.createObjectBuilder()
                .add("type", "AREA")
                .add("id", area.id())
                .add("code", area.code())
                .add("name", area.name())
                .add("buildingId", area.buildingId())
                .add("floorId", area.floorId()))
        .add("audience", Json.createObjectBuilder().add("group", request.group()))
        .add(
            "cause",
            Json.createObjectBuilder().add("source", cause.source()).add("eventId", cause.id()))
        .build();
  }
}
