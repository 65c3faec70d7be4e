package iot.smarthome.tuya.messages.control;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What comes over the socket: Pulsar's frame around Tuya's encrypted payload.
 *
 * @param messageId what is acknowledged
 * @param mode how the data is encrypted, null when it isn't said
 * @param data encrypted, base64
 * @param protocol Tuya's kind of message
 * @param time milliseconds since 1970, 0 when it isn't said
 * @param redelivered how often it was delivered before
 */
record Frame(String messageId, String mode, String data, int protocol, long time, int redelivered) {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final Pattern MESSAGE_ID =
      Pattern.compile("\"messageId\"\\s*:\\s*\"([^\"\\\\]{1,200})\"");

  /**
   * The id, also of a frame that is no JSON, as long as it can be seen: it has to be acknowledged.
   */
  static Optional<String> messageId(String text) {
    Matcher found = MESSAGE_ID.matcher(text);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  static Frame read(String text) {
    JsonObject frame = object(text, "unreadable-frame");
    try {
      String id = frame.getString("messageId");
      String mode =
          frame.get("properties") instanceof JsonObject properties
                  && properties.get("em") instanceof JsonString em
              ? em.getString()
              : null;
      String payload =
          new String(
              Base64.getDecoder().decode(frame.getString("payload")), StandardCharsets.UTF_8);
      JsonObject envelope = object(payload, "unreadable-payload");
      return new Frame(
          id,
          mode,
          envelope.getString("data"),
          envelope.getInt("protocol"),
          TuyaTime.millis(envelope.get("t")),
          redelivered(frame));
    } catch (IllegalArgumentException | NullPointerException | ClassCastException e) {
      throw new UnreadableMessageException(
          "unreadable-payload", "The frame lacks messageId, payload, data or protocol", e);
    }
  }

  private static int redelivered(JsonObject frame) {
    return frame.get("redeliveryCount") instanceof JsonNumber count && count.isIntegral()
        ? Math.max(0, Math.min(count.intValue(), 1000))
        : 0;
  }

  static JsonObject object(String text, String reason) {
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      return reader.readObject();
    } catch (RuntimeException | StackOverflowError e) {
      // a hostile depth of nesting ends here too, in a mere RuntimeException
      throw new UnreadableMessageException(reason, "No JSON object", e);
    }
  }
}
