package iot.smarthome.rest.body;

import iot.smarthome.rest.problem.Problem;
import iot.smarthome.rest.problem.ProblemException;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParsingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads one JSON object as RFC 8259 advises senders to write it, and refuses what a lenient reader
 * would silently change: a second document behind the first, a name that comes twice, half a
 * surrogate pair, bytes that are no UTF-8. What would cost a reader too much is refused as well:
 * deep nesting and numbers of endless digits.
 */
public final class StrictJson {

  static final int MAX_DEPTH = 64;
  static final int MAX_DIGITS = 64;
  // a double ends at 308; what a huge exponent would be written out as fills the memory
  private static final int MAX_EXPONENT = 400;
  private static final String AN_OBJECT = "send an object, in curly brackets";

  private final String service;
  private final JsonParser parser;

  private StrictJson(String service, JsonParser parser) {
    this.service = service;
    this.parser = parser;
  }

  /**
   * @throws ProblemException 400 that says where it is no such object, and the mend
   */
  public static JsonObject object(String service, InputStream body) {
    byte[] bytes;
    try {
      bytes = body.readAllBytes();
    } catch (IOException e) {
      throw new JsonException("The body ended before its end", e);
    }
    return object(service, bytes);
  }

  /** As {@link #object(String, InputStream)}. */
  public static JsonObject object(String service, byte[] bytes) {
    String text = text(service, bytes);
    if (text.isBlank()) {
      throw problem(service, "invalid-input", "Invalid input", "(body)", "is empty", AN_OBJECT);
    }
    try (JsonParser parser = Json.createParser(new StringReader(text))) {
      return new StrictJson(service, parser).only();
    } catch (JsonParsingException e) {
      ProblemException problem =
          malformed(
              service,
              "(body)",
              "cannot be read as JSON at line "
                  + e.getLocation().getLineNumber()
                  + ", column "
                  + e.getLocation().getColumnNumber(),
              "check brackets, quotes and commas there, and that nothing follows the object");
      problem.initCause(e);
      throw problem;
    }
  }

  private static String text(String service, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      ProblemException problem =
          malformed(service, "(body)", "is not encoded in UTF-8", "send JSON in UTF-8");
      problem.initCause(e);
      throw problem;
    }
  }

  private JsonObject only() {
    if (parser.next() != JsonParser.Event.START_OBJECT) {
      throw problem(
          service, "invalid-input", "Invalid input", "(body)", "is no JSON object", AN_OBJECT);
    }
    JsonObject object = object("", 1);
    if (parser.hasNext()) {
      throw malformed(service, "(body)", "goes on behind the object", "send one object alone");
    }
    return object;
  }

  private JsonObject object(String path, int depth) {
    requireShallow(path, depth);
    JsonObjectBuilder builder = Json.createObjectBuilder();
    Set<String> names = new HashSet<>();
    JsonParser.Event event = parser.next();
    while (event != JsonParser.Event.END_OBJECT) {
      String name = wellFormed(parser.getString(), path.isEmpty() ? "(body)" : path);
      String at = path.isEmpty() ? name : path + "." + name;
      if (!names.add(name)) {
        throw malformed(service, at, "comes twice", "give each field once");
      }
      builder.add(name, value(parser.next(), at, depth));
      event = parser.next();
    }
    return builder.build();
  }

  private JsonValue array(String path, int depth) {
    requireShallow(path, depth);
    JsonArrayBuilder builder = Json.createArrayBuilder();
    int index = 0;
    JsonParser.Event event = parser.next();
    while (event != JsonParser.Event.END_ARRAY) {
      builder.add(value(event, path + "[" + index + "]", depth));
      index++;
      event = parser.next();
    }
    return builder.build();
  }

  private JsonValue value(JsonParser.Event event, String path, int depth) {
    return switch (event) {
      case START_OBJECT -> object(path, depth + 1);
      case START_ARRAY -> array(path, depth + 1);
      case VALUE_STRING -> Json.createValue(wellFormed(parser.getString(), path));
      case VALUE_NUMBER -> Json.createValue(number(parser.getString(), path));
      case VALUE_TRUE -> JsonValue.TRUE;
      case VALUE_FALSE -> JsonValue.FALSE;
      case VALUE_NULL -> JsonValue.NULL;
      case KEY_NAME, END_OBJECT, END_ARRAY ->
          throw new IllegalStateException("A parser gives no " + event + " as a value");
    };
  }

  private BigDecimal number(String digits, String path) {
    if (digits.length() > MAX_DIGITS) {
      throw malformed(
          service,
          path,
          "is a number of " + digits.length() + " characters",
          "give at most " + MAX_DIGITS);
    }
    try {
      BigDecimal number = new BigDecimal(digits);
      if (Math.abs((long) number.scale()) <= MAX_EXPONENT) {
        return number;
      }
    } catch (NumberFormatException e) {
      ProblemException problem = farOut(path);
      problem.initCause(e);
      throw problem;
    }
    throw farOut(path);
  }

  private ProblemException farOut(String path) {
    return malformed(
        service,
        path,
        "is a number with an exponent out of range",
        "give an exponent of -" + MAX_EXPONENT + " to " + MAX_EXPONENT);
  }

  private String wellFormed(String text, String path) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw malformed(
            service,
            path,
            "holds half of a surrogate pair, \\u" + Integer.toHexString(c),
            "send both halves, or the character itself");
      }
    }
    return text;
  }

  private void requireShallow(String path, int depth) {
    if (depth > MAX_DEPTH) {
      // the path would be as long as the nesting is deep
      String outermost = path.split("[.\\[]", 2)[0];
      throw malformed(
          service,
          outermost,
          "is nested more than " + MAX_DEPTH + " deep",
          "send objects and lists nested at most " + MAX_DEPTH + " deep");
    }
  }

  private static ProblemException malformed(
      String service, String field, String message, String mend) {
    return problem(service, "malformed-json", "Malformed JSON", field, message, mend);
  }

  private static ProblemException problem(
      String service, String kebab, String title, String field, String message, String mend) {
    return Problem.of(service, kebab, 400, title)
        .detail("The body is not the JSON that is expected here; nothing was stored.")
        .violation(field, message, mend)
        .toException();
  }
}
