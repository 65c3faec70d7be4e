package iot.smarthome.etl.placement.boundary;

import iot.smarthome.etl.placement.control.TrackPlacement;
import iot.smarthome.etl.placement.entity.Location;
import iot.smarthome.etl.placement.entity.Placement;
import iot.smarthome.etl.rawcodes.control.LimitRawCodes;
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

/** Hears what becomes of devices, and keeps where they are. */
@ApplicationScoped
public class DeviceChangesListener {

  private static final String SERVICE = "event-etl";

  private final EventHandling handling;
  private final TrackPlacement trackPlacement;
  private final LimitRawCodes limitRawCodes;

  /** For the container's proxy. */
  protected DeviceChangesListener() {
    this(null, null, null);
  }

  @Inject
  public DeviceChangesListener(
      EventHandling handling, TrackPlacement trackPlacement, LimitRawCodes limitRawCodes) {
    this.handling = handling;
    this.trackPlacement = trackPlacement;
    this.limitRawCodes = limitRawCodes;
  }

  @Incoming("device-cdc-in")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public CompletionStage<Void> receive(Message<byte[]> message) {
    return handling.handle(message, SERVICE, this::follow);
  }

  void follow(String key, EventEnvelope event) {
    switch (event.type()) {
      case "iot.smarthome.device.created", "iot.smarthome.device.updated" ->
          trackPlacement.follow(placement(event));
      case "iot.smarthome.device.deleted" -> {
        Placement gone = placement(event);
        trackPlacement.follow(gone);
        limitRawCodes.forget(gone.deviceId());
      }
      default -> {
        // the topic may carry more than we read
      }
    }
  }

  private static Placement placement(EventEnvelope event) {
    JsonObject data = EventData.object(event.data());
    try {
      String id = data.getString("id");
      long version = data.getJsonNumber("version").longValueExact();
      if (data.getString("op").equals("deleted")) {
        return Placement.gone(id, version, event.time());
      }
      JsonObject state = data.getJsonObject("state");
      JsonObject at = state.getJsonObject("location");
      JsonObject tuya = state.getJsonObject("tuya");
      return Placement.of(
          id,
          state.getString("category"),
          tuya == null ? null : tuya.getString("productId", null),
          new Location(
              at.getString("buildingId"),
              at.getString("floorId"),
              at.getString("areaId"),
              at.getString("roomId", null)),
          version);
    } catch (NullPointerException | ClassCastException | ArithmeticException e) {
      throw new UnprocessableEventException(
          "unexpected-data", "A field of the change is missing or of another type", e);
    }
  }
}
