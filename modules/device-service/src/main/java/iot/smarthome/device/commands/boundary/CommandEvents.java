package iot.smarthome.device.commands.boundary;

import iot.smarthome.device.commands.control.FollowCommand;
import iot.smarthome.device.commands.entity.Reason;
import iot.smarthome.messaging.EventData;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.UnprocessableEventException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Reads what became of commands. It comes between the other events of a device, on the one channel
 * that hears those: a channel has all of its topic.
 */
@ApplicationScoped
public class CommandEvents {

  private static final String PREFIX = "iot.smarthome.command.";

  private final FollowCommand followCommand;

  /** For the container's proxy. */
  protected CommandEvents() {
    this(null);
  }

  @Inject
  public CommandEvents(FollowCommand followCommand) {
    this.followCommand = followCommand;
  }

  /** An event of something else is passed over. */
  public void follow(EventEnvelope event) {
    if (!event.type().startsWith(PREFIX)) {
      return;
    }
    JsonObject data = EventData.object(event.data());
    String id;
    Instant at;
    Reason reason;
    try {
      id = data.getString("commandId");
      at = EventData.time(data.getString("at"));
      JsonObject why = data.getJsonObject("reason");
      reason = why == null ? null : new Reason(why.getString("code"), why.getString("explanation"));
    } catch (NullPointerException | ClassCastException | DateTimeException e) {
      throw new UnprocessableEventException(
          "unexpected-data", "A field is missing or of another type in " + data.keySet(), e);
    }
    switch (event.type().substring(PREFIX.length())) {
      case "sent" -> followCommand.sent(id, at);
      case "confirmed" -> followCommand.confirmed(id, at);
      case "failed" -> followCommand.failed(id, reason, at);
      case "expired" -> followCommand.expired(id, reason, at);
      default -> {
        // there may be more one day
      }
    }
  }
}
