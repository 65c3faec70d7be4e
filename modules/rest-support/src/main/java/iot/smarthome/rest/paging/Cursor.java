package iot.smarthome.rest.paging;

import iot.smarthome.rest.body.StrictJson;
import iot.smarthome.rest.problem.Problem;
import iot.smarthome.rest.problem.ProblemException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Where a page ended: the sort keys of its last item, opaque to clients. */
public final class Cursor {

  /** The longest cursor that is read; ours are a few ids long. */
  static final int MAX_LENGTH = 2048;

  private Cursor() {}

  public static String encode(Map<String, String> keys) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    keys.forEach(json::add);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.build().toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @return the keys, empty for a null cursor (the first page)
   * @throws iot.smarthome.rest.problem.ProblemException 400 when the text is no cursor of ours
   */
  public static Map<String, String> decode(String service, String cursor) {
    if (cursor == null) {
      return Map.of();
    }
    if (cursor.length() > MAX_LENGTH) {
      throw refusal(service, "has " + cursor.length() + " characters, more than " + MAX_LENGTH);
    }
    try {
      JsonObject json = StrictJson.object(service, Base64.getUrlDecoder().decode(cursor));
      Map<String, String> keys = new LinkedHashMap<>();
      json.forEach((name, value) -> keys.put(name, ((JsonString) value).getString()));
      if (keys.isEmpty()) {
        throw refusal(service, "is not a cursor of this list");
      }
      return keys;
    } catch (IllegalArgumentException | ProblemException | ClassCastException e) {
      ProblemException refusal = refusal(service, "is not a cursor of this list");
      refusal.initCause(e);
      throw refusal;
    }
  }

  /**
   * For a list that is in the order of one key.
   *
   * @return the key, null for a null cursor (the first page)
   * @throws iot.smarthome.rest.problem.ProblemException 400 when the text is no cursor of this list
   */
  public static String decode(String service, String cursor, String key) {
    Map<String, String> keys = decode(service, cursor);
    if (cursor != null && !keys.keySet().equals(Set.of(key))) {
      throw refusal(service, "is the cursor of another list");
    }
    return keys.get(key);
  }

  private static ProblemException refusal(String service, String message) {
    return Problem.of(service, "invalid-cursor", 400, "Invalid cursor")
        .violation("cursor", message, "take it from the Link header of a page")
        .toException();
  }
}
