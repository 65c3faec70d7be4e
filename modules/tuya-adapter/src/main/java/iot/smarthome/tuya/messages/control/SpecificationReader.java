package iot.smarthome.tuya.messages.control;

import iot.smarthome.tuya.messages.entity.DataPoint;
import iot.smarthome.tuya.messages.entity.Specification;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Reads Tuya's specification, whose {@code values} are JSON inside a string. */
public final class SpecificationReader {

  private static final Logger LOG = Logger.getLogger(SpecificationReader.class.getName());
  // the static factory looks for a provider on each call
  private static final JsonProvider JSON = JsonProvider.provider();
  private static final int MOST_PARTS = 32;

  private SpecificationReader() {}

  /**
   * @param result {@code {category, functions[], status[]}} of {@code GET …/specification}
   */
  public static Specification read(JsonObject result) {
    List<DataPoint> declared = new ArrayList<>();
    for (String list : List.of("status", "functions")) {
      if (result.get(list) instanceof JsonArray items) {
        for (JsonObject item : items.getValuesAs(JsonObject.class)) {
          declared.add(point(item));
        }
      }
    }
    return new Specification(result.getString("category", ""), declared);
  }

  private static DataPoint point(JsonObject item) {
    String text = item.getString("values", "{}");
    Map<String, Object> values = new HashMap<>();
    // products exist whose constraints are no JSON: the point is then declared without any
    boolean readable = text.isBlank() || read(text, values);
    if (values.containsKey("scale") && !isScale(values.get("scale"))) {
      values.remove("scale");
      readable = false;
    }
    return new DataPoint(item.getString("code"), item.getString("type", "Raw"), values, readable);
  }

  private static boolean read(String text, Map<String, Object> values) {
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      if (reader.readValue() instanceof JsonObject json) {
        json.forEach((name, value) -> put(values, name, value));
        return true;
      }
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      // nesting that is too deep is a mere RuntimeException
      LOG.log(Level.FINE, "Constraints that cannot be read", e);
      values.clear();
      return false;
    }
  }

  static boolean isScale(Object value) {
    return value instanceof BigDecimal number
        && Math.abs((long) number.scale()) <= DataPoint.MAX_SCALE
        && number.signum() >= 0
        && number.compareTo(BigDecimal.valueOf(DataPoint.MAX_SCALE)) <= 0
        && number.remainder(BigDecimal.ONE).signum() == 0;
  }

  /** Numbers, strings, lists of strings, and objects of those, for values of several parts. */
  static void put(Map<String, Object> values, String name, JsonValue value) {
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
    } else if (value instanceof JsonObject object && object.size() <= MOST_PARTS) {
      Map<String, Object> parts = new HashMap<>();
      object.forEach(
          (part, of) -> {
            if (of instanceof JsonNumber || of instanceof JsonString) {
              put(parts, part, of);
            }
          });
      values.put(name, Map.copyOf(parts));
    }
  }
}
