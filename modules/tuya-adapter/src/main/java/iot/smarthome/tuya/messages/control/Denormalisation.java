package iot.smarthome.tuya.messages.control;

import iot.smarthome.tuya.messages.entity.DataPoint;
import iot.smarthome.tuya.messages.entity.NormalisedPoint;
import iot.smarthome.tuya.messages.entity.Specification;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Turns a real value into what a device takes: the inverse of {@link Normalisation}, which it asks
 * for everything that both must see alike, and for what the device will report afterwards.
 */
public final class Denormalisation {

  private static final JsonProvider JSON = JsonProvider.provider();

  private final Vocabulary vocabulary;
  private final Normalisation normalisation;

  public Denormalisation(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.normalisation = new Normalisation(vocabulary);
  }

  /**
   * What to send.
   *
   * @param code the device's own
   * @param raw as Tuya takes it
   * @param outcome what the device will report
   */
  public record Instruction(String code, JsonValue raw, NormalisedPoint outcome) {}

  /**
   * @param functions what the device can be told
   * @param reports what the device tells
   * @param code the platform's standard code, or the device's own
   * @param value the real value, in the unit of the code
   * @param unit the UCUM code that is meant, null for the device's own
   * @throws UnsupportedValueException when the device has no such function, or it does not take the
   *     value
   */
  public Instruction instruct(
      Specification functions, Specification reports, String code, JsonValue value, String unit) {
    DataPoint function =
        find(functions, code)
            .orElseThrow(
                () ->
                    new UnsupportedValueException(
                        "unknown-function",
                        "The device has nothing that "
                            + code
                            + " could set. It can be told: "
                            + codes(functions)
                            + "."));
    JsonValue raw = raw(functions, function, value);
    NormalisedPoint outcome =
        normalisation.normalise(reports, function.code(), plain(raw), Instant.EPOCH);
    if (unit != null && !unit.equals(outcome.unit())) {
      throw new UnsupportedValueException(
          "wrong-unit",
          "The device takes "
              + code
              + (outcome.unit() == null ? " without a unit" : " in " + outcome.unit())
              + ", not in "
              + unit
              + ".");
    }
    return new Instruction(function.code(), raw, outcome);
  }

  private Optional<DataPoint> find(Specification functions, String code) {
    String category = functions.category();
    return functions
        .find(code)
        .or(
            () ->
                functions.points().stream()
                    .filter(
                        point ->
                            vocabulary
                                .word(category, point.code(), point.type())
                                .standard()
                                .equals(code))
                    .findFirst())
        .or(
            () ->
                vocabulary.candidates(category, code).stream()
                    .flatMap(standard -> functions.find(standard).stream())
                    .findFirst());
  }

  private static String codes(Specification functions) {
    List<String> codes = functions.points().stream().map(DataPoint::code).sorted().toList();
    return codes.isEmpty() ? "nothing" : String.join(", ", codes);
  }

  private JsonValue raw(Specification functions, DataPoint function, JsonValue value) {
    return switch (function.type()) {
      case "Boolean" -> bool(function, value);
      case "Integer" -> number(functions, function, value);
      case "Enum" -> enumeration(function, value);
      case "String", "Json" -> text(functions, function, value);
      case "Raw" -> string(function, value);
      default ->
          throw new UnsupportedValueException(
              "unsupported-type",
              function.code() + " is a " + function.type() + ", which cannot be commanded.");
    };
  }

  private static JsonValue bool(DataPoint function, JsonValue value) {
    if (!isTruth(value)) {
      throw wrongType(function, "true or false", value);
    }
    return value;
  }

  private JsonValue number(Specification functions, DataPoint function, JsonValue value) {
    if (!(value instanceof JsonNumber number)) {
      throw wrongType(function, "a number", value);
    }
    BigDecimal real = number.bigDecimalValue();
    // what one step of the raw value is: scale and the factor of the unit
    BigDecimal one =
        (BigDecimal)
            normalisation
                .normalise(functions, function.code(), BigDecimal.ONE, Instant.EPOCH)
                .value();
    BigDecimal min = constraint(function, "min");
    BigDecimal max = constraint(function, "max");
    if (min != null && real.compareTo(min.multiply(one)) < 0
        || max != null && real.compareTo(max.multiply(one)) > 0) {
      throw new UnsupportedValueException(
          "out-of-range",
          "The device takes "
              + function.code()
              + (min == null ? "" : " from " + plain(min.multiply(one)))
              + (max == null ? "" : " up to " + plain(max.multiply(one)))
              + ", not "
              + value
              + ".");
    }
    if (Math.abs((long) real.scale()) > DataPoint.MAX_SCALE || real.precision() > 18) {
      throw finerThan(function, one, value);
    }
    BigDecimal[] parts = real.divideAndRemainder(one);
    if (parts[1].signum() != 0) {
      throw finerThan(function, one, value);
    }
    BigDecimal raw = parts[0].setScale(0);
    BigDecimal step = constraint(function, "step");
    BigDecimal from = min == null ? BigDecimal.ZERO : min;
    if (step != null && step.signum() > 0 && raw.subtract(from).remainder(step).signum() != 0) {
      throw finerThan(function, one.multiply(step), value);
    }
    return JSON.createValue(raw.toBigIntegerExact());
  }

  private static BigDecimal constraint(DataPoint function, String name) {
    return function.values().get(name) instanceof BigDecimal limit ? limit : null;
  }

  private static UnsupportedValueException finerThan(
      DataPoint function, BigDecimal step, JsonValue value) {
    return new UnsupportedValueException(
        "wrong-step",
        "The device takes "
            + function.code()
            + " in steps of "
            + plain(step)
            + ", not "
            + value
            + ".");
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private static JsonValue enumeration(DataPoint function, JsonValue value) {
    if (!(value instanceof JsonString string)) {
      throw wrongType(function, "a text", value);
    }
    if (function.values().get("range") instanceof List<?> range
        && !range.contains(string.getString())) {
      throw new UnsupportedValueException(
          "out-of-range",
          "The device takes " + function.code() + " as one of " + range + ", not " + value + ".");
    }
    return value;
  }

  private JsonValue text(Specification functions, DataPoint function, JsonValue value) {
    if (vocabulary
        .word(functions.category(), function.code(), function.type())
        .reading()
        .equals("colour")) {
      if (!(value instanceof JsonObject colour)) {
        throw wrongType(function, "a colour, {\"h\",\"s\",\"v\"}", value);
      }
      return Readings.rawColour(function, colour)
          .orElseThrow(
              () ->
                  new UnsupportedValueException(
                      "out-of-range",
                      "A colour is h from 0 to 360 degrees, and s and v from 0 to 100 per cent, not "
                          + value
                          + "."));
    }
    return function.type().equals("Json") && value instanceof JsonObject
        ? value
        : string(function, value);
  }

  private static JsonValue string(DataPoint function, JsonValue value) {
    if (!(value instanceof JsonString string)) {
      throw wrongType(function, "a text", value);
    }
    BigDecimal most = constraint(function, "maxlen");
    if (most != null && BigDecimal.valueOf(string.getString().length()).compareTo(most) > 0) {
      throw new UnsupportedValueException(
          "out-of-range",
          "The device takes " + function.code() + " of at most " + most + " characters.");
    }
    return value;
  }

  private static UnsupportedValueException wrongType(
      DataPoint function, String expected, JsonValue value) {
    return new UnsupportedValueException(
        "wrong-type",
        "The device takes " + function.code() + " as " + expected + ", not as " + value + ".");
  }

  /** A raw value as reports have it. */
  private static Object plain(JsonValue raw) {
    if (raw instanceof JsonNumber number) {
      return number.bigDecimalValue();
    }
    if (raw instanceof JsonString string) {
      return string.getString();
    }
    return isTruth(raw) ? (Object) raw.equals(JsonValue.TRUE) : raw.toString();
  }

  private static boolean isTruth(JsonValue value) {
    return value.equals(JsonValue.TRUE) || value.equals(JsonValue.FALSE);
  }
}
