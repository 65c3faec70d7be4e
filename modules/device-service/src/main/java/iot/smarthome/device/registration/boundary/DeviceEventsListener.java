package iot.smarthome.device.registration.boundary;

import iot.smarthome.device.registration.control.FollowTuya;
import iot.smarthome.device.registration.control.RegistrationProblems;
import iot.smarthome.device.registration.entity.Rejection;
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
import java.time.DateTimeException;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears what Tuya Cloud says about devices; reports of values are for others. */
@ApplicationScoped
public class DeviceEventsListener {

  private static final String PREFIX = "iot.smarthome.device.";

  private final EventHandling handling;
  private final FollowTuya followTuya;

  /** For the container's proxy. */
  protected DeviceEventsListener() {
    this(null, null);
  }

  @Inject
  public DeviceEventsListener(EventHandling handling, FollowTuya followTuya) {
    this.handling = handling;
    this.followTuya = followTuya;
  }

  @Incoming("device-event-in")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public CompletionStage<Void> receive(Message<byte[]> message) {
    return handling.handle(message, RegistrationProblems.SERVICE, this::follow);
  }

  void follow(String key, EventEnvelope event) {
    switch (event.type()) {
      case PREFIX + "confirmed" -> confirmed(data(event));
      case PREFIX + "rejected" -> rejected(data(event));
      case PREFIX + "connected" -> connection(data(event), true);
      case PREFIX + "disconnected" -> connection(data(event), false);
      default -> {
        // the topic carries more than we read
      }
    }
  }

  private void confirmed(JsonObject data) {
    require(
        data,
        () ->
            followTuya.confirmed(
                data.getString("deviceId"),
                version(data),
                data.getString("tuyaDeviceId"),
                data.getString("productId", null),
                Instant.parse(data.getString("at"))));
  }

  private void rejected(JsonObject data) {
    require(
        data,
        () -> {
          String code = data.getString("code");
          String message = data.getString("message", code);
          followTuya.rejected(
              data.getString("deviceId"),
              version(data),
              new Rejection(
                  code,
                  message,
                  data.getString("explanation", message),
                  Instant.parse(data.getString("at"))));
        });
  }

  private void connection(JsonObject data, boolean online) {
    require(
        data,
        () ->
            followTuya.connection(
                data.getString("deviceId"), online, Instant.parse(data.getString("at"))));
  }

  private static long version(JsonObject data) {
    return data.getJsonNumber("registrationVersion").longValueExact();
  }

  private static void require(JsonObject data, Runnable use) {
    try {
      use.run();
    } catch (NullPointerException
        | ClassCastException
        | ArithmeticException
        | DateTimeException e) {
      throw new UnprocessableEventException(
          "unexpected-data", "A field is missing or of another type in " + data.keySet(), e);
    }
  }

  private static JsonObject data(EventEnvelope event) {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(event.data()))) {
      return reader.readObject();
    } catch (JsonException e) {
      throw new UnprocessableEventException("unreadable-data", "The data is no JSON object", e);
    }
  }
}
