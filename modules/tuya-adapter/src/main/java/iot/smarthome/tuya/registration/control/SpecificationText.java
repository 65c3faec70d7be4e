package iot.smarthome.tuya.registration.control;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;

/**
 * Tuya's specification as it is kept and published: {@code functions} and {@code status}, of each
 * item {@code code}, {@code type} and {@code values}, which is Tuya's JSON in a string. Items
 * without a code are left out, nothing could be reported under them.
 */
public record SpecificationText(String json) {

  private static final JsonProvider JSON = JsonProvider.provider();

  public static SpecificationText of(Optional<JsonObject> specification) {
    JsonObjectBuilder clean = JSON.createObjectBuilder();
    for (String list : List.of("functions", "status")) {
      JsonArrayBuilder items = JSON.createArrayBuilder();
      if (specification.isPresent() && specification.get().get(list) instanceof JsonArray given) {
        for (JsonValue item : given) {
          if (item instanceof JsonObject declared
              && declared.get("code") instanceof JsonString code
              && !code.getString().isBlank()) {
            items.add(
                JSON.createObjectBuilder()
                    .add("code", code.getString())
                    .add("type", text(declared, "type", "Raw"))
                    .add("values", text(declared, "values", "{}")));
          }
        }
      }
      clean.add(list, items);
    }
    return new SpecificationText(clean.build().toString());
  }

  /** {@code {functions[], status[]}}. */
  public JsonObject object() {
    try (JsonReader reader = JSON.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }

  private static String text(JsonObject item, String name, String fallback) {
    JsonValue value = item.get(name);
    if (value instanceof JsonString string) {
      return string.getString().isEmpty() ? fallback : string.getString();
    }
    // some answers carry the constraints as JSON and not as a string of it
    return value instanceof JsonObject object ? object.toString() : fallback;
  }
}
