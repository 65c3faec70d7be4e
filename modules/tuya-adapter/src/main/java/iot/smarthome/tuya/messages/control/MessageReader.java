package iot.smarthome.tuya.messages.control;

import iot.smarthome.tuya.messages.entity.TuyaMessage;
import iot.smarthome.tuya.messages.entity.TuyaMessage.Connection;
import iot.smarthome.tuya.messages.entity.TuyaMessage.Other;
import iot.smarthome.tuya.messages.entity.TuyaMessage.Report;
import iot.smarthome.tuya.messages.entity.TuyaMessage.ReportedValue;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads a decrypted message: status (protocol 4), device events (20), and the newer thing messages
 * (1000, 1001), and notices (10000). Whatever else there is, is {@link Other}.
 *
 * <p>Source: Tuya developer documentation, "Message types".
 */
final class MessageReader {

  private static final Logger LOG = Logger.getLogger(MessageReader.class.getName());
  private static final int LARGEST_EXPONENT = 400;

  private final Clock clock;

  MessageReader(Clock clock) {
    this.clock = clock;
  }

  TuyaMessage read(int protocol, long envelopeTime, String plain) {
    JsonObject message = Frame.object(plain, "unreadable-data");
    try {
      return switch (protocol) {
        case 4 -> status(message, plain, envelopeTime);
        case 20 -> event(message, "20", envelopeTime);
        case 1000 -> property(message, plain, envelopeTime);
        case 1001 -> event(message, "1001", envelopeTime);
        case 10000 -> notice(message, plain);
        default -> new Other(Integer.toString(protocol));
      };
    } catch (NullPointerException | ClassCastException e) {
      throw new UnreadableMessageException(
          "unexpected-data", "A field is missing or of another type", e);
    }
  }

  private TuyaMessage status(JsonObject message, String plain, long envelopeTime) {
    return report(
        "4",
        message.getString("devId"),
        message,
        message.getJsonArray("status"),
        plain,
        envelopeTime);
  }

  private TuyaMessage property(JsonObject message, String plain, long envelopeTime) {
    String business = message.getString("bizCode", "");
    if (!"devicePropertyMessage".equals(business)) {
      return new Other("1000-" + known(business));
    }
    JsonObject data = message.getJsonObject("bizData");
    return report(
        "1000",
        data.getString("devId"),
        data,
        data.getJsonArray("properties"),
        plain,
        Math.max(envelopeTime, TuyaTime.millis(message.get("ts"))));
  }

  private TuyaMessage report(
      String kind,
      String tuyaDeviceId,
      JsonObject data,
      JsonArray items,
      String plain,
      long envelopeTime) {
    Instant now = clock.instant();
    List<ReportedValue> values = new ArrayList<>();
    for (JsonValue each : items) {
      JsonObject item = each.asJsonObject();
      Optional<Object> raw = raw(item);
      if (raw.isPresent()) {
        JsonValue time = item.containsKey("t") ? item.get("t") : item.get("time");
        values.add(
            new ReportedValue(code(item), raw.get(), TuyaTime.first(now, time, envelopeTime)));
      }
    }
    if (values.isEmpty() && !items.isEmpty()) {
      throw new UnreadableMessageException("no-values", "Points without any value", null);
    }
    String dataId = data.get("dataId") instanceof JsonString id ? id.getString() : "";
    if (dataId.isBlank()) {
      // no id of Tuya's: the same text is the same report
      dataId = "text-" + UUID.nameUUIDFromBytes(plain.getBytes(StandardCharsets.UTF_8));
    }
    return values.isEmpty()
        ? new Other(kind + "-empty")
        : new Report(kind, nonBlank(tuyaDeviceId), dataId, values);
  }

  /** What Tuya says of the stream: there is nothing to do for us, but for those who operate us. */
  private static TuyaMessage notice(JsonObject message, String plain) {
    LOG.log(Level.WARNING, "Tuya Cloud gives notice: {0}", plain);
    String type =
        message.get("bizData") instanceof JsonObject data ? data.getString("eventType", "") : "";
    return new Other("10000-" + known(type));
  }

  private TuyaMessage event(JsonObject message, String protocol, long envelopeTime) {
    String business = message.getString("bizCode", "");
    String kind = protocol + "-" + known(business);
    boolean online = List.of("online", "deviceOnline").contains(business);
    if (!online && !List.of("offline", "deviceOffline").contains(business)) {
      return new Other(kind);
    }
    JsonObject data =
        message.get("bizData") instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    String device =
        message.get("devId") instanceof JsonString id ? id.getString() : data.getString("devId");
    long fallback = TuyaTime.millis(message.get("ts"));
    return new Connection(
        kind,
        nonBlank(device),
        online,
        TuyaTime.first(clock.instant(), data.get("time"), fallback > 0 ? fallback : envelopeTime));
  }

  private static String code(JsonObject item) {
    if (item.get("code") instanceof JsonString code && !code.getString().isBlank()) {
      return code.getString();
    }
    // points without a code have their number alone
    return item.keySet().stream()
        .filter(name -> !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9'))
        .findFirst()
        .map(number -> "dp_" + number)
        .orElseThrow(
            () ->
                new UnreadableMessageException(
                    "unexpected-data", "A point without code and number", null));
  }

  private static Optional<Object> raw(JsonObject item) {
    JsonValue value = item.get("value");
    if (value == null && !item.containsKey("code")) {
      value =
          item.entrySet().stream()
              .filter(e -> e.getKey().chars().allMatch(c -> c >= '0' && c <= '9'))
              .map(java.util.Map.Entry::getValue)
              .findFirst()
              .orElse(null);
    }
    if (value == null || value == JsonValue.NULL) {
      return Optional.empty();
    }
    if (value instanceof JsonString string) {
      return Optional.of(string.getString());
    }
    if (value instanceof JsonNumber number) {
      BigDecimal exact = number.bigDecimalValue();
      // arithmetic with an exponent of millions would stand still for hours
      return Math.abs((long) exact.scale()) > LARGEST_EXPONENT
              || exact.precision() > LARGEST_EXPONENT
          ? Optional.of(number.toString())
          : Optional.of(exact);
    }
    return switch (value.getValueType()) {
      case TRUE -> Optional.of(Boolean.TRUE);
      case FALSE -> Optional.of(Boolean.FALSE);
      default -> Optional.of(value.toString());
    };
  }

  private static String nonBlank(String device) {
    if (device.isBlank()) {
      throw new UnreadableMessageException("unexpected-data", "A message without a device", null);
    }
    return device;
  }

  // a metric's tag must not grow by what strangers send
  private static String known(String business) {
    return business.matches("[A-Za-z_]{1,40}") ? business : "other";
  }
}
