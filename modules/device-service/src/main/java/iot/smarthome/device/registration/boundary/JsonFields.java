package iot.smarthome.device.registration.boundary;

import iot.smarthome.device.registration.control.PlaceReference;
import iot.smarthome.device.registration.control.RegistrationProblems;
import iot.smarthome.rest.problem.Problem;
import iot.smarthome.rest.problem.Violation;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the fields of a request and collects everything that is wrong with them, so that the caller
 * mends all of it at once. Strict: an unknown field or a number in place of a text is refused.
 */
final class JsonFields {

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final int MAX_ID = 64;

  private final JsonObject json;
  private final List<Violation> violations = new ArrayList<>();

  private JsonFields(JsonObject json) {
    this.json = json;
  }

  /**
   * @throws jakarta.json.JsonException when the body is no JSON
   * @throws iot.smarthome.rest.problem.ProblemException 400 when it is no object
   */
  static JsonFields read(InputStream body, Set<String> known) {
    JsonValue value;
    try (JsonReader reader = Json.createReader(body)) {
      value = reader.readValue();
    }
    if (value.getValueType() != JsonValue.ValueType.OBJECT) {
      throw Problem.of(RegistrationProblems.SERVICE, "invalid-input", 400, "Invalid input")
          .violation("(body)", "is no JSON object", "send an object, in curly brackets")
          .toException();
    }
    JsonFields fields = new JsonFields(value.asJsonObject());
    for (String name : fields.json.keySet()) {
      if (!known.contains(name)) {
        fields.violate(name, "is not known here", "leave it out; known are " + sorted(known));
      }
    }
    return fields;
  }

  private static String sorted(Set<String> names) {
    return String.join(", ", names.stream().sorted().toList());
  }

  /**
   * @return the text without spaces around it; null when it is missing or wrong
   */
  String text(String name, boolean required, int max) {
    JsonValue value = json.get(name);
    if (value == null) {
      if (required) {
        violate(name, "is missing", "give a text of 1 to " + max + " characters");
      }
      return null;
    }
    if (!(value instanceof JsonString string)) {
      violate(
          name,
          "is " + value.getValueType().toString().toLowerCase(java.util.Locale.ROOT),
          "give a text, in quotes");
      return null;
    }
    String text = string.getString().strip();
    if (text.isEmpty() || text.length() > max) {
      violate(
          name,
          text.isEmpty() ? "is empty" : "has " + text.length() + " characters",
          "give 1 to " + max + " characters");
      return null;
    }
    if (CONTROL.matcher(text).find()) {
      violate(name, "has control characters", "leave out line breaks, tabs and the like");
      return null;
    }
    return text;
  }

  /** As {@link #text}, for what machines read. */
  String code(String name, boolean required, int max) {
    String text = text(name, required, max);
    if (text != null && text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      violate(name, "has characters other than printable ASCII", "give it as it is printed");
      return null;
    }
    return text;
  }

  /** The place by {@code roomId} or {@code areaId}; null when neither is there. */
  PlaceReference place(boolean required) {
    if (json.containsKey("roomId") && json.containsKey("areaId")) {
      violate("areaId", "is given beside roomId", "give the room alone; it lies in one area");
      return null;
    }
    if (json.containsKey("areaId")) {
      String area = code("areaId", true, MAX_ID);
      return area == null ? null : new PlaceReference(area, false);
    }
    if (json.containsKey("roomId")) {
      String room = code("roomId", true, MAX_ID);
      return room == null ? null : new PlaceReference(room, true);
    }
    if (required) {
      violate("roomId", "is missing", "give a roomId, or an areaId for a device of the area");
    }
    return null;
  }

  private void violate(String field, String message, String mend) {
    violations.add(new Violation(field, message, mend));
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 400 with everything that is wrong
   */
  void refuseIfInvalid() {
    if (!violations.isEmpty()) {
      throw Problem.of(RegistrationProblems.SERVICE, "invalid-input", 400, "Invalid input")
          .detail("Nothing was stored.")
          .violations(violations)
          .toException();
    }
  }
}
