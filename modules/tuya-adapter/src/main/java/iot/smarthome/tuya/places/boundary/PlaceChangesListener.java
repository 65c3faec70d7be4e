package iot.smarthome.tuya.places.boundary;

import iot.smarthome.messaging.EventData;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.EventHandling;
import iot.smarthome.messaging.UnprocessableEventException;
import iot.smarthome.tuya.places.control.MirrorPlaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears what places are called and where they lie. */
@ApplicationScoped
public class PlaceChangesListener {

  private final EventHandling handling;
  private final MirrorPlaces mirrorPlaces;

  /** For the container's proxy. */
  protected PlaceChangesListener() {
    this(null, null);
  }

  @Inject
  public PlaceChangesListener(EventHandling handling, MirrorPlaces mirrorPlaces) {
    this.handling = handling;
    this.mirrorPlaces = mirrorPlaces;
  }

  @Incoming("building-cdc-in")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public CompletionStage<Void> receive(Message<byte[]> message) {
    return handling.handle(message, "tuya-adapter", this::follow);
  }

  void follow(String key, EventEnvelope event) {
    JsonObject data = EventData.object(event.data());
    if (event.type().endsWith(".deleted")) {
      mirrorPlaces.removed(key);
      return;
    }
    List<String> path = new ArrayList<>();
    String name;
    long version;
    try {
      JsonObject state = data.getJsonObject("state");
      for (String level : List.of("buildingId", "floorId", "areaId")) {
        if (state.containsKey(level)) {
          path.add(state.getString(level));
        }
      }
      String id = state.getString("id");
      path.remove(id);
      path.add(id);
      name = state.getString("code") + " " + state.getString("name");
      version = state.getJsonNumber("version").longValueExact();
    } catch (NullPointerException | ClassCastException | ArithmeticException e) {
      throw new UnprocessableEventException(
          "unexpected-data", "A field of the change is missing or of another type", e);
    }
    mirrorPlaces.changed(path, name, version);
  }
}
