package iot.smarthome.tuya.cloud.gateway;

import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;

/**
 * Tuya's envelope: {@code {"success":true,"result":…,"t":…}} or {@code
 * {"success":false,"code":1010,"msg":"token invalid","t":…}}. Errors come with HTTP 200, too.
 *
 * @param code Tuya's error code as text, null on success
 * @param serverTime milliseconds since 1970, 0 when it was not told
 */
record Answer(boolean success, String code, String words, JsonValue result, long serverTime) {

  private static final JsonProvider JSON = JsonProvider.provider();

  /**
   * Reads and closes the response.
   *
   * @throws UnansweredException when it is not in Tuya's form, such as a page of a proxy
   */
  static Answer of(Response response) {
    try (response) {
      String body = response.readEntity(String.class);
      return read(body == null ? "" : body, "http-" + response.getStatus());
    }
  }

  private static Answer read(String body, String status) {
    try (JsonReader reader = JSON.createReader(new StringReader(body))) {
      JsonObject envelope = reader.readObject();
      boolean success = envelope.getBoolean("success", false);
      JsonValue code = envelope.get("code");
      if (!success && code == null) {
        throw new UnansweredException(status, "an answer without a code", null);
      }
      return new Answer(
          success,
          success ? null : code.toString().replace("\"", ""),
          envelope.getString("msg", ""),
          envelope.getOrDefault("result", JsonValue.NULL),
          envelope.get("t") instanceof JsonNumber time ? time.longValue() : 0);
    } catch (JsonException | ClassCastException e) {
      throw new UnansweredException(status, "an answer that is not Tuya's", e);
    }
  }
}
