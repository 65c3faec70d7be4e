package iot.smarthome.tuya.commands.boundary;

import iot.smarthome.messaging.EventData;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.EventHandling;
import iot.smarthome.messaging.UnprocessableEventException;
import iot.smarthome.tuya.commands.control.CarryOut;
import iot.smarthome.tuya.commands.control.CommandRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears what somebody wants of devices. */
@ApplicationScoped
public class CommandsListener {

  private static final String REQUESTED = "iot.smarthome.command.requested";

  private final EventHandling handling;
  private final CarryOut carryOut;

  /** For the container's proxy. */
  protected CommandsListener() {
    this(null, null);
  }

  @Inject
  public CommandsListener(EventHandling handling, CarryOut carryOut) {
    this.handling = handling;
    this.carryOut = carryOut;
  }

  @Incoming("device-command-in")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public CompletionStage<Void> receive(Message<byte[]> message) {
    return handling.handle(message, "tuya-adapter", this::follow);
  }

  void follow(String key, EventEnvelope event) {
    if (event.type().equals(REQUESTED)) {
      carryOut.carryOut(request(event));
    }
  }

  private static CommandRequest request(EventEnvelope event) {
    JsonObject data = EventData.object(event.data());
    try {
      JsonValue value = Objects.requireNonNull(data.get("value"), "value");
      return new CommandRequest(
          data.getString("commandId"),
          data.getString("deviceId"),
          data.getString("code"),
          value,
          data.getString("unit", null),
          EventData.time(data.getString("requestedAt")),
          EventData.time(data.getString("expiresAt")),
          event.traceparent());
    } catch (NullPointerException | ClassCastException | DateTimeException e) {
      throw new UnprocessableEventException(
          "unexpected-data", "A field is missing or of another type in " + data.keySet(), e);
    }
  }
}
