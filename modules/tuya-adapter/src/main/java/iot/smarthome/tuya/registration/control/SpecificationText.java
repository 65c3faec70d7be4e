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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tuya's specification as it is kept and published: {@code functions} and {@code status}, of each
 * item {@code code}, {@code type} and {@code values}, which is Tuya's JSON in a string. Items
 * without a code are left out, nothing could be reported under them.
 */
public record SpecificationText(String json) {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final String THING_MODEL = "thingModel";
  private static final Map<String, String> TYPES =
      Map.of(
          "bool", "Boolean",
          "value", "Integer",
          "enum", "Enum",
          "string", "String",
          "bitmap", "Bitmap");

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

  /**
   * A thing model in the same form: properties that can be written are functions. It is marked,
   * because its codes are the thing model's and not those of the standard instruction set.
   *
   * @param model {@code {services[{properties[{code, accessMode, typeSpec}]}]}}
   */
  public static SpecificationText ofThingModel(JsonObject model) {
    JsonArrayBuilder functions = JSON.createArrayBuilder();
    JsonArrayBuilder status = JSON.createArrayBuilder();
    for (JsonObject property : properties(model)) {
      if (property.get("code") instanceof JsonString code
          && property.get("typeSpec") instanceof JsonObject type) {
        JsonObject item =
            JSON.createObjectBuilder()
                .add("code", code.getString())
                .add("type", TYPES.getOrDefault(type.getString("type", ""), "Raw"))
                .add("values", type.toString())
                .build();
        String access = property.getString("accessMode", "ro");
        if (access.contains("w")) {
          functions.add(item);
        }
        if (access.contains("r")) {
          status.add(item);
        }
      }
    }
    return new SpecificationText(
        JSON.createObjectBuilder()
            .add("functions", functions)
            .add("status", status)
            .add(THING_MODEL, true)
            .build()
            .toString());
  }

  private static List<JsonObject> properties(JsonObject model) {
    List<JsonObject> found = new ArrayList<>();
    for (JsonObject service : objects(model.get("services"))) {
      found.addAll(objects(service.get("properties")));
    }
    return found;
  }

  private static List<JsonObject> objects(JsonValue list) {
    return list instanceof JsonArray items
        ? items.stream().filter(JsonObject.class::isInstance).map(JsonValue::asJsonObject).toList()
        : List.of();
  }

  /** Whether Tuya has told nothing of the device. */
  public boolean isEmpty() {
    JsonObject declared = object();
    return declared.getJsonArray("functions").isEmpty()
        && declared.getJsonArray("status").isEmpty();
  }

  /** Whether the codes are those of the thing model. */
  public boolean isThingModel() {
    return object().getBoolean(THING_MODEL, false);
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
