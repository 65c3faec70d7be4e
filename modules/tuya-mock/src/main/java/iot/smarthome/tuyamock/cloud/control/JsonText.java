package iot.smarthome.tuyamock.cloud.control;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.InputStream;
import java.io.StringReader;
import java.util.Optional;

/** Between JSON and its text. */
public final class JsonText {

  /** Kept, because looking it up costs more than writing a message. */
  public static final JsonProvider JSON = JsonProvider.provider();

  private JsonText() {}

  /**
   * Any JSON, the short ones without a parser: a hundred thousand devices tell mostly those.
   *
   * @throws JsonException when it is none
   */
  public static JsonValue value(String text) {
    if (text.equals("true")) {
      return JsonValue.TRUE;
    }
    if (text.equals("false")) {
      return JsonValue.FALSE;
    }
    if (isWhole(text)) {
      return JSON.createValue(Long.parseLong(text));
    }
    if (isPlainString(text)) {
      return JSON.createValue(text.substring(1, text.length() - 1));
    }
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      return reader.readValue();
    }
  }

  private static boolean isWhole(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    if (text.length() == start || text.length() > 18 || text.charAt(start) == '0') {
      return text.equals("0");
    }
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlainString(String text) {
    int last = text.length() - 1;
    if (last < 1 || text.charAt(0) != '"' || text.charAt(last) != '"') {
      return false;
    }
    for (int i = 1; i < last; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  /** An object; empty when the text is none. */
  public static Optional<JsonObject> object(String text) {
    try {
      return value(text) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  /**
   * The body of a call.
   *
   * @throws CloudError 1109 when it is no JSON object
   */
  public static JsonObject body(InputStream body) {
    try (JsonReader reader = JSON.createReader(body)) {
      return reader.readObject();
    } catch (JsonException | IllegalStateException e) {
      throw CloudError.illegalParameter();
    }
  }

  /**
   * A text of a call's body, however Tuya's callers write ids: as a string or a number.
   *
   * @return null when it is not there
   * @throws CloudError 1104 for another type
   */
  public static String text(JsonObject body, String name) {
    JsonValue value = body.get(name);
    if (value == null || value == JsonValue.NULL) {
      return null;
    }
    if (value instanceof JsonString string) {
      return string.getString();
    }
    if (value instanceof JsonNumber number) {
      return number.toString();
    }
    throw CloudError.wrongType();
  }

  /**
   * @throws CloudError 1100 when it is not there or empty, 1104 for another type
   */
  public static JsonArray array(JsonObject body, String name) {
    JsonValue value = body.get(name);
    if (value == null || value == JsonValue.NULL) {
      throw new CloudError(1100, "param is empty");
    }
    if (!(value instanceof JsonArray array)) {
      throw CloudError.wrongType();
    }
    if (array.isEmpty()) {
      throw new CloudError(1100, "param is empty");
    }
    return array;
  }
}
