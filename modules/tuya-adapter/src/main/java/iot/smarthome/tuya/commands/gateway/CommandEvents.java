package iot.smarthome.tuya.commands.gateway;

import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.EventPublisher;
import iot.smarthome.tuya.commands.entity.Command;
import iot.smarthome.tuya.registration.gateway.DeviceEvents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Publishes states of commands on {@code device.event.v1}, keyed by our device id. */
@ApplicationScoped
public class CommandEvents {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final String PREFIX = "iot.smarthome.command.";

  private final EventPublisher publisher;

  /** For the container's proxy. */
  protected CommandEvents() {
    this(null);
  }

  @Inject
  public CommandEvents(EventPublisher publisher) {
    this.publisher = publisher;
  }

  /**
   * @return completes when Kafka has acknowledged; the same state gives the same event id
   */
  public CompletionStage<Void> publish(Command command) {
    String type = PREFIX + command.state().name().toLowerCase(Locale.ROOT);
    JsonObjectBuilder data =
        JSON.createObjectBuilder()
            .add("commandId", command.id())
            .add("deviceId", command.deviceId())
            .add("at", command.at().toString());
    if (command.reason() != null) {
      data.add(
          "reason",
          JSON.createObjectBuilder()
              .add("code", command.reason().code())
              .add("explanation", command.reason().explanation()));
    }
    EventEnvelope event =
        new EventEnvelope(
            UUID.nameUUIDFromBytes((type + '|' + command.id()).getBytes(StandardCharsets.UTF_8))
                .toString(),
            type,
            "/tuya-adapter",
            command.at(),
            command.id(),
            command.traceparent(),
            data.build().toString().getBytes(StandardCharsets.UTF_8));
    return publisher
        .publish(DeviceEvents.TOPIC, command.deviceId(), event)
        .thenAccept(acknowledged -> {});
  }
}
