package iot.smarthome.tuya.registration.gateway;

import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.EventPublisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Publishes on {@code device.event.v1}, keyed by our device id. */
@ApplicationScoped
public class DeviceEvents {

  public static final String TOPIC = "device.event.v1";

  private final EventPublisher publisher;

  /** For the container's proxy. */
  protected DeviceEvents() {
    this(null);
  }

  @Inject
  public DeviceEvents(EventPublisher publisher) {
    this.publisher = publisher;
  }

  /**
   * @param type last part of the type: {@code confirmed}, {@code reported} …
   * @param cause what the event comes from; the same cause gives the same event id, so that
   *     consumers recognise a repetition
   * @param data the event's data, {@code deviceId} among it
   * @param traceparent may be null
   * @return completes when Kafka has acknowledged
   */
  public CompletionStage<Void> publish(
      String type, String cause, Instant time, JsonObject data, String traceparent) {
    String deviceId = data.getString("deviceId");
    UUID id =
        UUID.nameUUIDFromBytes(
            (type + '|' + deviceId + '|' + cause).getBytes(StandardCharsets.UTF_8));
    EventEnvelope event =
        new EventEnvelope(
            id.toString(),
            "iot.smarthome.device." + type,
            "/tuya-adapter",
            time,
            deviceId,
            traceparent,
            data.toString().getBytes(StandardCharsets.UTF_8));
    return publisher.publish(TOPIC, deviceId, event).thenAccept(sent -> {});
  }
}
