package iot.smarthome.user.authorization.boundary;

import iot.smarthome.rest.problem.Problem;
import iot.smarthome.rest.problem.Violation;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParsingException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads an object field by field and collects what is wrong. A name that comes twice is refused:
 * whoever reads the first and whoever reads the second would see different requests.
 */
final class StrictJson {

  private static final JsonReaderFactory READERS =
      Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

  private final JsonObject json;
  private final String at;
  private final List<Violation> violations;

  private StrictJson(JsonObject json, String at, List<Violation> violations) {
    this.json = json;
    this.at = at;
    this.violations = violations;
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 400 when it is no JSON object, or a name
   *     comes twice in an object of it
   */
  static StrictJson read(String service, InputStream body, Set<String> known) {
    JsonValue value;
    try (JsonReader reader = READERS.createReader(body)) {
      value = reader.readValue();
    } catch (JsonParsingException | IllegalStateException e) {
      throw malformed(service, e);
    } catch (JsonException e) {
      // the body ended too early, or is larger than is read: the cause says which
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw malformed(service, e);
    }
    if (value.getValueType() != JsonValue.ValueType.OBJECT) {
      throw Problem.of(service, "invalid-input", 400, "Invalid input")
          .violation("(body)", "is no JSON object", "send an object, in curly brackets")
          .toException();
    }
    StrictJson fields = new StrictJson(value.asJsonObject(), "", new ArrayList<>());
    fields.refuseOthers(known);
    return fields;
  }

  private static RuntimeException malformed(String service, RuntimeException cause) {
    return (RuntimeException)
        Problem.of(service, "malformed-json", 400, "Malformed JSON")
            .detail("Nothing was decided or stored.")
            .violation(
                "(body)",
                "cannot be read as JSON in which every name comes once",
                "check brackets, quotes and commas, and that no name is repeated")
            .toException()
            .initCause(cause);
  }

  private void refuseOthers(Set<String> known) {
    for (String name : json.keySet()) {
      if (!known.contains(name)) {
        violate(
            name,
            "is not known here",
            "leave it out; known are " + String.join(", ", new TreeSet<>(known)));
      }
    }
  }

  void violate(String field, String message, String mend) {
    violations.add(new Violation(at + field, message, mend));
  }

  boolean has(String name) {
    JsonValue value = json.get(name);
    return value != null && value.getValueType() != JsonValue.ValueType.NULL;
  }

  JsonValue value(String name) {
    return json.get(name);
  }

  /** The text as it is; null when it is missing or wrong. */
  String text(String name, int max) {
    if (!has(name)) {
      return null;
    }
    if (!(json.get(name) instanceof JsonString text)) {
      violate(name, "is no text", "give a text, in quotes");
      return null;
    }
    if (text.getString().isBlank() || text.getString().length() > max) {
      violate(name, "has " + text.getString().length() + " characters", "give 1 to " + max);
      return null;
    }
    return text.getString();
  }

  /** The text, which may be empty; null when it is missing or wrong. */
  String textOrEmpty(String name, int max) {
    boolean empty = json.get(name) instanceof JsonString text && text.getString().isEmpty();
    return empty ? "" : text(name, max);
  }

  /** Null when it is missing or wrong. */
  Boolean truth(String name) {
    if (!has(name)) {
      return null;
    }
    JsonValue.ValueType type = json.get(name).getValueType();
    if (type != JsonValue.ValueType.TRUE && type != JsonValue.ValueType.FALSE) {
      violate(name, "is no truth value", "give true or false");
      return null;
    }
    return type == JsonValue.ValueType.TRUE;
  }

  /** Null when it is missing or wrong. */
  StrictJson object(String name, Set<String> known) {
    if (!has(name)) {
      return null;
    }
    if (json.get(name).getValueType() != JsonValue.ValueType.OBJECT) {
      violate(name, "is no object", "give an object, in curly brackets");
      return null;
    }
    StrictJson nested = new StrictJson(json.getJsonObject(name), at + name + ".", violations);
    nested.refuseOthers(known);
    return nested;
  }

  /** The objects of an array; those that are none are left out, and said. */
  List<StrictJson> objects(String name, int max, Set<String> known) {
    List<StrictJson> found = new ArrayList<>();
    JsonArray array = array(name, max);
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i).getValueType() == JsonValue.ValueType.OBJECT) {
        StrictJson nested =
            new StrictJson(array.getJsonObject(i), at + name + "[" + i + "].", violations);
        nested.refuseOthers(known);
        found.add(nested);
      } else {
        violate(name + "[" + i + "]", "is no object", "give an object, in curly brackets");
      }
    }
    return found;
  }

  /** The texts of an array. */
  List<String> texts(String name, int max) {
    List<String> found = new ArrayList<>();
    JsonArray array = array(name, max);
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i) instanceof JsonString text) {
        found.add(text.getString());
      } else {
        violate(name + "[" + i + "]", "is no text", "give a text, in quotes");
      }
    }
    return found;
  }

  private JsonArray array(String name, int max) {
    if (!has(name)) {
      return JsonValue.EMPTY_JSON_ARRAY;
    }
    if (json.get(name).getValueType() != JsonValue.ValueType.ARRAY) {
      violate(name, "is no array", "give an array, in square brackets");
      return JsonValue.EMPTY_JSON_ARRAY;
    }
    JsonArray array = json.getJsonArray(name);
    if (array.size() > max) {
      violate(name, "has " + array.size() + " items", "send at most " + max + " at once");
      return JsonValue.EMPTY_JSON_ARRAY;
    }
    return array;
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 400 with everything that is wrong
   */
  void refuseIfInvalid(String service) {
    if (!violations.isEmpty()) {
      throw Problem.of(service, "invalid-input", 400, "Invalid input")
          .detail("Nothing was decided or stored.")
          .violations(violations)
          .toException();
    }
  }
}
