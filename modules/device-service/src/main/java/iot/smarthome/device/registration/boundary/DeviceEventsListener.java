package iot.smarthome.device.registration.boundary;

import iot.smarthome.device.commands.boundary.CommandEvents;
import iot.smarthome.device.registration.control.FollowTuya;
import iot.smarthome.device.registration.control.RegistrationProblems;
import iot.smarthome.device.registration.entity.Rejection;
import iot.smarthome.messaging.EventData;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.EventHandling;
import iot.smarthome.messaging.UnprocessableEventException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears what Tuya Cloud says about devices; reports of values are for others. */
@ApplicationScoped
public class DeviceEventsListener {

  private static final String PREFIX = "iot.smarthome.device.";

  private final EventHandling handling;
  private final FollowTuya followTuya;
  private final CommandEvents commandEvents;

  /** For the container's proxy. */
  protected DeviceEventsListener() {
    this(null, null, null);
  }

  @Inject
  public DeviceEventsListener(
      EventHandling handling, FollowTuya followTuya, CommandEvents commandEvents) {
    this.handling = handling;
    this.followTuya = followTuya;
    this.commandEvents = commandEvents;
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
      case PREFIX + "postponed" -> postponed(data(event));
      case PREFIX + "connected" -> connection(data(event), true);
      case PREFIX + "disconnected" -> connection(data(event), false);
      // the topic carries more than we read
      default -> commandEvents.follow(event);
    }
  }

  private void confirmed(JsonObject data) {
    follow(
        data,
        () -> {
          String id = data.getString("deviceId");
          long version = version(data);
          String tuyaDeviceId = data.getString("tuyaDeviceId");
          String productId = data.getString("productId", null);
          Instant at = at(data);
          return () -> followTuya.confirmed(id, version, tuyaDeviceId, productId, at);
        });
  }

  private void rejected(JsonObject data) {
    follow(
        data,
        () -> {
          String id = data.getString("deviceId");
          long version = version(data);
          String code = data.getString("code");
          String message = data.getString("message", code);
          Rejection rejection =
              new Rejection(code, message, data.getString("explanation", message), at(data));
          return () -> followTuya.rejected(id, version, rejection);
        });
  }

  private void postponed(JsonObject data) {
    follow(
        data,
        () -> {
          String id = data.getString("deviceId");
          long version = version(data);
          String why =
              data.getString("explanation")
                  + " ("
                  + data.getString("code")
                  + ": "
                  + data.getString("message")
                  + ")";
          Instant at = at(data);
          return () -> followTuya.postponed(id, version, why, at);
        });
  }

  private void connection(JsonObject data, boolean online) {
    follow(
        data,
        () -> {
          String id = data.getString("deviceId");
          Instant at = at(data);
          return () -> followTuya.connection(id, online, at);
        });
  }

  private static long version(JsonObject data) {
    return data.getJsonNumber("registrationVersion").longValueExact();
  }

  private static Instant at(JsonObject data) {
    return EventData.time(data.getString("at"));
  }

  /** Only what fails in reading breaks the contract; what fails in following is tried again. */
  private static void follow(JsonObject data, Supplier<Runnable> reading) {
    Runnable following;
    try {
      following = reading.get();
    } catch (NullPointerException
        | ClassCastException
        | ArithmeticException
        | DateTimeException e) {
      throw new UnprocessableEventException(
          "unexpected-data", "A field is missing or of another type in " + data.keySet(), e);
    }
    following.run();
  }

  private static JsonObject data(EventEnvelope event) {
    return EventData.object(event.data());
  }
}
