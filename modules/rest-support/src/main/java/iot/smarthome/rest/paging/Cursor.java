package iot.smarthome.rest.paging;

import iot.smarthome.rest.problem.Problem;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a page ended: the sort keys of its last item, opaque to clients. */
public final class Cursor {

  // ours have a hundred; what is nested deeply enough to trouble a parser is longer
  private static final int MAX_LENGTH = 1000;

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
    Map<String, String> keys = new LinkedHashMap<>();
    if (cursor == null) {
      return keys;
    }
    try {
      if (cursor.length() > MAX_LENGTH) {
        throw new IllegalArgumentException("A cursor of " + cursor.length() + " characters");
      }
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      try (JsonReader reader = Json.createReader(new StringReader(text))) {
        JsonObject json = reader.readObject();
        json.forEach((name, value) -> keys.put(name, ((JsonString) value).getString()));
      }
      return keys;
    } catch (IllegalArgumentException | JsonException | ClassCastException e) {
      Problem problem =
          Problem.of(service, "invalid-cursor", 400, "Invalid cursor")
              .violation(
                  "cursor",
                  "is not a cursor of this list",
                  "take it from the Link header of a page");
      throw (RuntimeException) problem.toException().initCause(e);
    }
  }
}
