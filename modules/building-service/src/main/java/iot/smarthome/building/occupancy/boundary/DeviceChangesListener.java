package iot.smarthome.building.occupancy.boundary;

import iot.smarthome.building.occupancy.control.FollowDevices;
import iot.smarthome.building.occupancy.entity.DevicePlace;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.EventHandling;
import iot.smarthome.messaging.UnprocessableEventException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears where devices are hung and that they are gone. */
@ApplicationScoped
public class DeviceChangesListener {

  private static final String SERVICE = "building-service";

  private final EventHandling handling;
  private final FollowDevices followDevices;

  /** For the container's proxy. */
  protected DeviceChangesListener() {
    this(null, null);
  }

  @Inject
  public DeviceChangesListener(EventHandling handling, FollowDevices followDevices) {
    this.handling = handling;
    this.followDevices = followDevices;
  }

  @Incoming("device-cdc-in")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public CompletionStage<Void> receive(Message<byte[]> message) {
    return handling.handle(message, SERVICE, this::follow);
  }

  void follow(String key, EventEnvelope event) {
    switch (event.type()) {
      case "iot.smarthome.device.created",
          "iot.smarthome.device.updated",
          "iot.smarthome.device.deleted" ->
          followDevices.follow(place(event), event.time());
      default -> {
        // the topic may carry more than we read
      }
    }
  }

  private static DevicePlace place(EventEnvelope event) {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(event.data()))) {
      JsonObject data = reader.readObject();
      String id = data.getString("id");
      long version = data.getJsonNumber("version").longValueExact();
      if (data.getString("op").equals("deleted")) {
        return DevicePlace.gone(id, version);
      }
      JsonObject at = data.getJsonObject("state").getJsonObject("location");
      String room = at.getString("roomId", null);
      return new DevicePlace(id, room == null ? at.getString("areaId") : room, version);
    } catch (JsonException e) {
      throw new UnprocessableEventException("unreadable-data", "The data is no JSON object", e);
    } catch (NullPointerException | ClassCastException | ArithmeticException e) {
      throw new UnprocessableEventException(
          "unexpected-data", "A field of the change is missing or of another type", e);
    }
  }
}
