package iot.smarthome.tuya.messages.control;

import iot.smarthome.tuya.messages.entity.DataPoint;
import iot.smarthome.tuya.messages.entity.Specification;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads Tuya's specification, whose {@code values} are JSON inside a string. */
public final class SpecificationReader {

  private SpecificationReader() {}

  /**
   * @param result {@code {category, functions[], status[]}} of {@code GET …/specification}
   */
  public static Specification read(JsonObject result) {
    List<DataPoint> declared = new ArrayList<>();
    for (String list : List.of("status", "functions")) {
      if (result.get(list) instanceof JsonArray items) {
        for (JsonObject item : items.getValuesAs(JsonObject.class)) {
          declared.add(
              new DataPoint(
                  item.getString("code"),
                  item.getString("type", "Raw"),
                  constraints(item.getString("values", "{}"))));
        }
      }
    }
    return new Specification(result.getString("category", ""), declared);
  }

  private static Map<String, Object> constraints(String text) {
    Map<String, Object> values = new HashMap<>();
    if (text.isBlank()) {
      return values;
    }
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      if (reader.readValue() instanceof JsonObject json) {
        json.forEach((name, value) -> put(values, name, value));
      }
    } catch (JsonException e) {
      // products exist whose constraints are no JSON: the point is then declared without any
      values.clear();
    }
    return values;
  }

  private static void put(Map<String, Object> values, String name, JsonValue value) {
    if (value instanceof JsonNumber number) {
      values.put(name, number.bigDecimalValue());
    } else if (value instanceof JsonString string) {
      values.put(name, string.getString());
    } else if (value instanceof JsonArray array) {
      values.put(
          name,
          array.stream()
              .map(v -> v instanceof JsonString s ? s.getString() : v.toString())
              .toList());
    }
  }
}
