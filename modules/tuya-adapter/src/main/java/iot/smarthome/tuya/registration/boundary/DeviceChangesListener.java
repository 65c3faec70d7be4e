package iot.smarthome.tuya.registration.boundary;

import iot.smarthome.messaging.EventData;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.EventHandling;
import iot.smarthome.messaging.UnprocessableEventException;
import iot.smarthome.tuya.registration.control.MoveDevice;
import iot.smarthome.tuya.registration.control.PairDevice;
import iot.smarthome.tuya.registration.control.ReleaseDevice;
import iot.smarthome.tuya.registration.control.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears of devices that wait to be registered, of moved and of deleted ones. */
@ApplicationScoped
public class DeviceChangesListener {

  private static final String PREFIX = "iot.smarthome.device.";

  private final EventHandling handling;
  private final PairDevice pairDevice;
  private final ReleaseDevice releaseDevice;
  private final MoveDevice moveDevice;

  /** For the container's proxy. */
  protected DeviceChangesListener() {
    this(null, null, null, null);
  }

  @Inject
  public DeviceChangesListener(
      EventHandling handling,
      PairDevice pairDevice,
      ReleaseDevice releaseDevice,
      MoveDevice moveDevice) {
    this.handling = handling;
    this.pairDevice = pairDevice;
    this.releaseDevice = releaseDevice;
    this.moveDevice = moveDevice;
  }

  @Incoming("device-cdc-in")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public CompletionStage<Void> receive(Message<byte[]> message) {
    return handling.handle(message, "tuya-adapter", this::follow);
  }

  void follow(String key, EventEnvelope event) {
    switch (event.type()) {
      case PREFIX + "created", PREFIX + "updated" -> changed(event);
      case PREFIX + "deleted" -> releaseDevice.release(deleted(event));
      default -> {
        // the topic may carry more one day
      }
    }
  }

  private static String deleted(EventEnvelope event) {
    try {
      return data(event).getString("id");
    } catch (NullPointerException | ClassCastException e) {
      throw new UnprocessableEventException("unexpected-data", "A deletion without an id", e);
    }
  }

  private void changed(EventEnvelope event) {
    JsonObject data = data(event);
    Runnable following;
    try {
      JsonObject state = data.getJsonObject("state");
      following =
          switch (state.getString("lifeCycle")) {
            case "SHADOW" -> {
              Submission submission = submission(event, data, state);
              yield () -> pairDevice.pair(submission);
            }
            case "ACTIVATED" -> {
              String id = data.getString("id");
              List<String> path = path(state);
              yield () -> moveDevice.follow(id, path);
            }
            default -> () -> {};
          };
    } catch (NullPointerException
        | ClassCastException
        | ArithmeticException
        | DateTimeException e) {
      throw new UnprocessableEventException(
          "unexpected-data", "A field is missing or of another type in " + data.keySet(), e);
    }
    following.run();
  }

  private static Submission submission(EventEnvelope event, JsonObject data, JsonObject state) {
    JsonObject tuya = state.getJsonObject("tuya");
    String bindCode = tuya.getString("bindCode", null);
    return new Submission(
        data.getString("id"),
        data.getJsonNumber("version").longValueExact(),
        state.getString("name"),
        bindCode,
        bindCode == null ? tuya.getString("productId") : null,
        state.getString("category"),
        path(state),
        submittedAt(data, state),
        event.traceparent());
  }

  private static List<String> path(JsonObject state) {
    JsonObject location = state.getJsonObject("location");
    List<String> path = new ArrayList<>();
    for (String level : List.of("buildingId", "floorId", "areaId")) {
      path.add(location.getString(level));
    }
    if (location.containsKey("roomId")) {
      path.add(location.getString("roomId"));
    }
    return path;
  }

  /**
   * By the device's own state, which has milliseconds: two devices may have the same bind code
   * within one second, and the log that changes come from counts in seconds.
   */
  private static Instant submittedAt(JsonObject data, JsonObject state) {
    return EventData.time(state.getString("updatedAt", data.getString("changedAt")));
  }

  private static JsonObject data(EventEnvelope event) {
    return EventData.object(event.data());
  }
}
