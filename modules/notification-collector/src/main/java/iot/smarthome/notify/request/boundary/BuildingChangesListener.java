package iot.smarthome.notify.request.boundary;

import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.EventHandling;
import iot.smarthome.messaging.UnprocessableEventException;
import iot.smarthome.notify.request.control.AnnounceArea;
import iot.smarthome.notify.request.entity.Area;
import iot.smarthome.notify.request.gateway.NotificationRequests.Cause;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears what becomes of places; of areas somebody may have to be told. */
@ApplicationScoped
public class BuildingChangesListener {

  private static final String SERVICE = "notification-collector";
  private static final long PUBLISH_SECONDS = 60;

  private final EventHandling handling;
  private final AnnounceArea announceArea;

  /** For the container's proxy. */
  protected BuildingChangesListener() {
    this(null, null);
  }

  @Inject
  public BuildingChangesListener(EventHandling handling, AnnounceArea announceArea) {
    this.handling = handling;
    this.announceArea = announceArea;
  }

  @Incoming("building-cdc-in")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public CompletionStage<Void> receive(Message<byte[]> message) {
    return handling.handle(message, SERVICE, this::hear);
  }

  void hear(String key, EventEnvelope event) throws Exception {
    switch (event.type()) {
      case "iot.smarthome.area.created", "iot.smarthome.area.updated" ->
          // the change is acknowledged when this returns; a request that takes longer is made
          // again, with the same id
          announceArea
              .announce(area(event), new Cause(event.source(), event.id(), event.traceparent()))
              .toCompletableFuture()
              .get(PUBLISH_SECONDS, TimeUnit.SECONDS);
      default -> {
        // nobody has to be told of what happens to other places
      }
    }
  }

  private static Area area(EventEnvelope event) {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(event.data()))) {
      JsonObject state = reader.readObject().getJsonObject("state");
      return new Area(
          state.getString("id"),
          state.getString("buildingId"),
          state.getString("floorId"),
          state.getString("code"),
          state.getString("name"),
          Optional.ofNullable(state.getString("responsibleGroup", null)),
          Instant.parse(state.getString("updatedAt")));
    } catch (JsonException e) {
      throw new UnprocessableEventException("unreadable-data", "The data is no JSON object", e);
    } catch (NullPointerException | ClassCastException | DateTimeException e) {
      throw new UnprocessableEventException(
          "unexpected-data", "A field of the change is missing or of another type", e);
    }
  }
}
