package iot.smarthome.tuyamock.stream.control;

import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.stream.entity.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Says on the stream what happens to devices: statuses by protocol 4, events by protocol 20. */
@ApplicationScoped
public class DeviceMessages {

  private static final int REMEMBERED = 1000;

  /** A message before it is encrypted, to be sent again. */
  private record Plain(String device, int protocol, String text, long time) {}

  private final SecureRandom random = new SecureRandom();
  private final Subscription subscription;
  private final MessageSeal seal;
  private final Map<String, Plain> remembered =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Plain> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** For the container's proxy. */
  protected DeviceMessages() {
    this(null, null);
  }

  @Inject
  public DeviceMessages(Subscription subscription, MessageSeal seal) {
    this.subscription = subscription;
    this.seal = seal;
  }

  /**
   * @param values JSON text by code
   * @param dataId null for a new one
   * @param time milliseconds since 1970
   * @return the message's data id
   */
  public String report(CloudDevice device, Map<String, String> values, String dataId, long time) {
    String id = dataId == null ? UUID.randomUUID().toString() : dataId;
    JsonArrayBuilder status = Json.createArrayBuilder();
    int point = 1;
    for (Map.Entry<String, String> value : values.entrySet()) {
      JsonValue json = json(value.getValue());
      status.add(
          Json.createObjectBuilder()
              .add("code", value.getKey())
              .add("value", json)
              .add("t", time)
              .add(Integer.toString(point++), json));
    }
    String text =
        Json.createObjectBuilder()
            .add("dataId", id)
            .add("devId", device.id())
            .add("productKey", device.productId())
            .add("status", status)
            .build()
            .toString();
    Plain plain = new Plain(device.id(), 4, text, time);
    synchronized (remembered) {
      remembered.put(id, plain);
    }
    publish(plain);
    return id;
  }

  /** Says that the device is on or off line, as it is now. */
  public void connection(CloudDevice device) {
    long time = System.currentTimeMillis();
    JsonObject event =
        Json.createObjectBuilder()
            .add("devId", device.id())
            .add("productKey", device.productId())
            .add("bizCode", device.isOnline() ? "online" : "offline")
            .add("bizData", Json.createObjectBuilder().add("time", time))
            .add("ts", time)
            .build();
    publish(new Plain(device.id(), 20, event.toString(), time));
  }

  /**
   * Sends a report a second time.
   *
   * @return false when it is not remembered
   */
  public boolean repeat(String dataId) {
    Optional<Plain> plain;
    synchronized (remembered) {
      plain = Optional.ofNullable(remembered.get(dataId));
    }
    plain.ifPresent(this::publish);
    return plain.isPresent();
  }

  /** Sends a payload as it is, be it broken. */
  public String raw(String key, String payload) {
    Message message =
        new Message(messageId(), key, payload, seal.mode(), System.currentTimeMillis());
    subscription.publish(message);
    return message.id();
  }

  private void publish(Plain plain) {
    String data = seal.seal(plain.text());
    raw(
        plain.device(),
        Json.createObjectBuilder()
            .add("data", data)
            .add("protocol", plain.protocol())
            .add("pv", "2.0")
            .add("t", plain.time())
            .add(
                "sign",
                UUID.nameUUIDFromBytes(data.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .toString()
                    .replace("-", ""))
            .build()
            .toString());
  }

  private String messageId() {
    byte[] id = new byte[12];
    random.nextBytes(id);
    return Base64.getEncoder().encodeToString(id);
  }

  private static JsonValue json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readValue();
    }
  }
}
