package iot.smarthome.device.registration.boundary;

import iot.smarthome.device.registration.control.FollowPlaces;
import iot.smarthome.device.registration.control.RegistrationProblems;
import iot.smarthome.device.registration.entity.Location;
import iot.smarthome.messaging.EventData;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.EventHandling;
import iot.smarthome.messaging.UnprocessableEventException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears where areas and rooms lie now; devices hang nowhere else. */
@ApplicationScoped
public class PlaceChangesListener {

  private final EventHandling handling;
  private final FollowPlaces followPlaces;

  /** For the container's proxy. */
  protected PlaceChangesListener() {
    this(null, null);
  }

  @Inject
  public PlaceChangesListener(EventHandling handling, FollowPlaces followPlaces) {
    this.handling = handling;
    this.followPlaces = followPlaces;
  }

  @Incoming("building-cdc-in")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public CompletionStage<Void> receive(Message<byte[]> message) {
    return handling.handle(message, RegistrationProblems.SERVICE, this::follow);
  }

  void follow(String key, EventEnvelope event) {
    switch (event.type()) {
      case "iot.smarthome.area.updated", "iot.smarthome.room.updated" ->
          followPlaces.follow(location(event));
      default -> {
        // a new place holds no devices; a removed one must hold none
      }
    }
  }

  private static Location location(EventEnvelope event) {
    try {
      JsonObject state = EventData.object(event.data()).getJsonObject("state");
      boolean room = state.getString("kind").equals("ROOM");
      return new Location(
          state.getString("buildingId"),
          state.getString("floorId"),
          state.getString(room ? "areaId" : "id"),
          room ? state.getString("id") : null);
    } catch (NullPointerException | ClassCastException e) {
      throw new UnprocessableEventException(
          "unexpected-data", "A field of the change is missing or of another type", e);
    }
  }
}
