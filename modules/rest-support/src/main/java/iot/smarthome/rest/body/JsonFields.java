package iot.smarthome.rest.body;

import iot.smarthome.rest.problem.Problem;
import iot.smarthome.rest.problem.Violation;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the fields of a request and collects everything that is wrong with them, so that the caller
 * mends all of it at once. Strict: an unknown field or a number in place of a text is refused.
 */
public final class JsonFields {

  /** The longest id that is looked up. */
  public static final int MAX_ID = 64;

  // joiners make emoji and Persian words, tags make flags; other characters of this kind only hide
  private static final Pattern HIDDEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\u200C\\u200D\\x{E0020}-\\x{E007F}]]");
  // letters, digits, punctuation and symbols, but not the blanks among them
  private static final Pattern VISIBLE =
      Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S}&&[^\\u115F\\u1160\\u3164\\uFFA0\\u2800]]");

  private final String service;
  private final JsonObject json;
  private final String prefix;
  private final List<Violation> violations;

  private JsonFields(String service, JsonObject json, String prefix, List<Violation> violations) {
    this.service = service;
    this.json = json;
    this.prefix = prefix;
    this.violations = violations;
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 400 when the body is no JSON object, or one
   *     that {@link StrictJson} refuses
   */
  public static JsonFields read(String service, InputStream body, Set<String> known) {
    JsonFields fields =
        new JsonFields(service, StrictJson.object(service, body), "", new ArrayList<>());
    fields.refuseOthers(known);
    return fields;
  }

  private void refuseOthers(Set<String> known) {
    for (String name : json.keySet()) {
      if (!known.contains(name)) {
        violate(name, "is not known here", "leave it out; known are " + sorted(known));
      }
    }
  }

  private static String sorted(Set<String> names) {
    return String.join(", ", names.stream().sorted().toList());
  }

  public boolean has(String name) {
    return json.containsKey(name);
  }

  /** Whether the field is there to be cleared (RFC 7396). */
  public boolean isNull(String name) {
    return json.containsKey(name) && json.isNull(name);
  }

  /**
   * @return the text without spaces around it; null when it is missing or wrong
   */
  public String text(String name, boolean required, int max) {
    JsonValue value = json.get(name);
    if (value == null) {
      if (required) {
        violate(name, "is missing", "give a text of 1 to " + max + " characters");
      }
      return null;
    }
    if (!(value instanceof JsonString string)) {
      violate(name, "is " + type(value), "give a text, in quotes");
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
    Matcher hidden = HIDDEN.matcher(text);
    if (hidden.find()) {
      violate(
          name,
          "has the invisible character U+%04X".formatted(hidden.group().codePointAt(0)),
          "leave out line breaks, tabs, and characters without width or that turn the direction");
      return null;
    }
    if (!VISIBLE.matcher(text).find()) {
      violate(name, "has no visible character", "give a text that can be seen");
      return null;
    }
    return text;
  }

  private static String type(JsonValue value) {
    return value.getValueType().toString().toLowerCase(Locale.ROOT);
  }

  /** As {@link #text}, for what machines read. */
  public String code(String name, boolean required, int max) {
    String text = text(name, required, max);
    if (text != null && text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      violate(name, "has characters other than printable ASCII", "give it as it is printed");
      return null;
    }
    return text;
  }

  /**
   * @return the number, null when it is missing or wrong
   */
  public Double number(String name, boolean required, double least, double most) {
    JsonValue value = json.get(name);
    if (value == null) {
      if (required) {
        violate(name, "is missing", "give a number from " + least + " to " + most);
      }
      return null;
    }
    if (!(value instanceof JsonNumber number)
        || number.doubleValue() < least
        || number.doubleValue() > most) {
      violate(name, "is " + value, "give a number from " + least + " to " + most);
      return null;
    }
    return number.doubleValue();
  }

  /**
   * @param most how many there may be
   * @return the different texts, in their order and without spaces around them; null when the field
   *     is missing or wrong
   */
  public List<String> texts(String name, boolean required, int most, int max) {
    JsonValue value = json.get(name);
    if (value == null) {
      if (required) {
        violate(name, "is missing", "give a list of at most " + most + " texts");
      }
      return null;
    }
    if (value.getValueType() != JsonValue.ValueType.ARRAY) {
      violate(name, "is " + type(value), "give a list, in square brackets");
      return null;
    }
    JsonArray array = value.asJsonArray();
    if (array.size() > most) {
      violate(name, "has " + array.size() + " items", "give at most " + most);
      return null;
    }
    Set<String> texts = new LinkedHashSet<>();
    boolean right = true;
    for (int i = 0; i < array.size(); i++) {
      String item = name + "[" + i + "]";
      JsonFields one =
          new JsonFields(
              service,
              Json.createObjectBuilder().add(item, array.get(i)).build(),
              prefix,
              violations);
      String text = one.text(item, true, max);
      right &= text != null;
      texts.add(text);
    }
    return right ? List.copyOf(texts) : null;
  }

  /**
   * @return yes or no; null when it is missing or wrong
   */
  public Boolean flag(String name, boolean required) {
    JsonValue value = json.get(name);
    if (value == null) {
      if (required) {
        violate(name, "is missing", "give true or false");
      }
      return null;
    }
    if (!value.equals(JsonValue.TRUE) && !value.equals(JsonValue.FALSE)) {
      violate(name, "is " + type(value), "give true or false, without quotes");
      return null;
    }
    return value.equals(JsonValue.TRUE);
  }

  /**
   * @return the fields of a nested object, whose faults are collected here; null when it is missing
   *     or no object
   */
  public JsonFields object(String name, Set<String> known) {
    JsonValue value = json.get(name);
    if (value == null) {
      return null;
    }
    if (value.getValueType() != JsonValue.ValueType.OBJECT) {
      violate(name, "is " + type(value), "give an object, in curly brackets");
      return null;
    }
    JsonFields nested =
        new JsonFields(service, value.asJsonObject(), prefix + name + ".", violations);
    nested.refuseOthers(known);
    return nested;
  }

  /**
   * @param most how many there may be
   * @return the objects of a list, whose faults are collected here; none when it is missing, and
   *     without those that are wrong
   */
  public List<JsonFields> objects(String name, int most, Set<String> known) {
    List<JsonFields> found = new ArrayList<>();
    JsonArray array = list(name, most);
    for (int i = 0; i < array.size(); i++) {
      String item = name + "[" + i + "]";
      if (array.get(i).getValueType() == JsonValue.ValueType.OBJECT) {
        JsonFields nested =
            new JsonFields(service, array.getJsonObject(i), prefix + item + ".", violations);
        nested.refuseOthers(known);
        found.add(nested);
      } else {
        violate(item, "is " + type(array.get(i)), "give an object, in curly brackets");
      }
    }
    return found;
  }

  /**
   * @return the text as it was sent, with every space and line break, for what is a language or a
   *     key of others; null when it is missing or wrong
   */
  public String verbatim(String name, int max) {
    JsonValue value = json.get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof JsonString string)) {
      violate(name, "is " + type(value), "give a text, in quotes");
      return null;
    }
    String text = string.getString();
    if (text.isBlank() || text.length() > max) {
      violate(
          name,
          text.isBlank() ? "is empty" : "has " + text.length() + " characters",
          "give 1 to " + max + " characters");
      return null;
    }
    return text;
  }

  /** As {@link #verbatim}, but an empty text is taken. */
  public String verbatimOrEmpty(String name, int max) {
    boolean empty = json.get(name) instanceof JsonString text && text.getString().isEmpty();
    return empty ? "" : verbatim(name, max);
  }

  /**
   * @param most how many there may be
   * @return the texts of a list as they were sent; none when it is missing, and without those that
   *     are wrong
   */
  public List<String> verbatims(String name, int most) {
    List<String> found = new ArrayList<>();
    JsonArray array = list(name, most);
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i) instanceof JsonString text) {
        found.add(text.getString());
      } else {
        violate(name + "[" + i + "]", "is " + type(array.get(i)), "give a text, in quotes");
      }
    }
    return found;
  }

  private JsonArray list(String name, int most) {
    JsonValue value = json.get(name);
    if (value == null) {
      return JsonValue.EMPTY_JSON_ARRAY;
    }
    if (value.getValueType() != JsonValue.ValueType.ARRAY) {
      violate(name, "is " + type(value), "give a list, in square brackets");
      return JsonValue.EMPTY_JSON_ARRAY;
    }
    if (value.asJsonArray().size() > most) {
      violate(name, "has " + value.asJsonArray().size() + " items", "give at most " + most);
      return JsonValue.EMPTY_JSON_ARRAY;
    }
    return value.asJsonArray();
  }

  /**
   * @return what was sent, of whatever kind; null when it is missing
   */
  public JsonValue value(String name) {
    return json.get(name);
  }

  public void violate(String field, String message, String mend) {
    violations.add(new Violation(prefix + field, message, mend));
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 400 with everything that is wrong
   */
  public void refuseIfInvalid() {
    if (!violations.isEmpty()) {
      throw Problem.of(service, "invalid-input", 400, "Invalid input")
          .detail("Nothing was stored.")
          .violations(violations)
          .toException();
    }
  }
}
