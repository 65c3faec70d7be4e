package iot.smarthome.tuya.messages.control;

import iot.smarthome.tuya.messages.control.Vocabulary.Unit;
import iot.smarthome.tuya.messages.control.Vocabulary.Word;
import iot.smarthome.tuya.messages.entity.DataPoint;
import iot.smarthome.tuya.messages.entity.NormalisedPoint;
import iot.smarthome.tuya.messages.entity.NormalisedPoint.Flag;
import iot.smarthome.tuya.messages.entity.NormalisedPoint.Kind;
import iot.smarthome.tuya.messages.entity.Specification;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns one reported value into the platform's form, by the device's own specification. */
public final class Normalisation {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
  // who counts down for an hour or more without naming a unit counts seconds
  private static final BigDecimal HOUR = BigDecimal.valueOf(3600);

  private final Vocabulary vocabulary;

  public Normalisation(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** What was reported, and what the device and the vocabulary say of it. */
  private record Reported(
      DataPoint declared, Word word, String standard, String code, Object raw, Instant at) {

    NormalisedPoint as(Kind kind, Object value, Set<Flag> flags) {
      return new NormalisedPoint(standard, code, kind, value, null, null, raw, at, flags);
    }

    NormalisedPoint asItCame(Kind kind) {
      return as(kind, raw.toString(), none());
    }

    NormalisedPoint wrongType() {
      return as(Kind.RAW, raw.toString(), EnumSet.of(Flag.WRONG_TYPE));
    }
  }

  /**
   * The point, and behind it those that it is made of, if it is of several numbers.
   *
   * @param raw a {@link BigDecimal}, {@link Boolean} or {@link String} as the report has it
   * @param at when the device says it was
   */
  public List<NormalisedPoint> normaliseAll(
      Specification specification, String code, Object raw, Instant at) {
    Optional<Reported> found = find(specification, code, raw, at);
    if (found.isEmpty()) {
      return List.of(
          new NormalisedPoint(
              code,
              code,
              Kind.RAW,
              raw.toString(),
              null,
              null,
              raw,
              at,
              EnumSet.of(Flag.UNDECLARED)));
    }
    Reported reported = found.get();
    List<NormalisedPoint> points =
        reported.word().reading().equals("phase")
            ? phase(specification, reported)
            : List.of(point(reported));
    DataPoint declared = reported.declared();
    if (declared.readable() && !declared.corrected()) {
      return points;
    }
    return points.stream()
        .map(point -> declared.readable() ? point : point.flagged(Flag.UNREADABLE_CONSTRAINTS))
        .map(point -> declared.corrected() ? point.flagged(Flag.CORRECTED) : point)
        .toList();
  }

  /** The point alone. */
  public NormalisedPoint normalise(
      Specification specification, String code, Object raw, Instant at) {
    return normaliseAll(specification, code, raw, at).get(0);
  }

  private Optional<Reported> find(
      Specification specification, String code, Object raw, Instant at) {
    String category = specification.category();
    Optional<DataPoint> own = specification.find(code);
    if (own.isPresent()) {
      Word word = vocabulary.word(category, code, own.get().type());
      // who declares both means two things
      String standard = specification.find(word.standard()).isPresent() ? code : word.standard();
      return Optional.of(new Reported(own.get(), word, standard, code, raw, at));
    }
    for (String standard : vocabulary.candidates(category, code)) {
      Optional<DataPoint> declared = specification.find(standard);
      if (declared.isPresent()
          && vocabulary.word(category, code, declared.get().type()).standard().equals(standard)) {
        Word word = vocabulary.word(category, standard, declared.get().type());
        return Optional.of(new Reported(declared.get(), word, standard, code, raw, at));
      }
    }
    return Optional.empty();
  }

  private NormalisedPoint point(Reported reported) {
    return switch (reported.declared().type()) {
      case "Integer" -> number(reported);
      case "Boolean" -> bool(reported);
      case "Enum" -> enumeration(reported);
      case "Bitmap" -> bitmap(reported);
      case "String" -> text(reported, Kind.TEXT);
      case "Json" -> text(reported, Kind.JSON);
      default -> reported.asItCame(Kind.RAW);
    };
  }

  private NormalisedPoint number(Reported reported) {
    Set<Flag> flags = none();
    BigDecimal number;
    if (reported.raw() instanceof BigDecimal given) {
      number = given;
    } else if (reported.raw() instanceof String text && WHOLE.matcher(text.strip()).matches()) {
      number = new BigDecimal(text.strip());
      flags.add(Flag.CONVERTED);
    } else {
      return reported.wrongType();
    }
    DataPoint declared = reported.declared();
    Object min = declared.values().get("min");
    Object max = declared.values().get("max");
    if (min instanceof BigDecimal low && number.compareTo(low) < 0
        || max instanceof BigDecimal high && number.compareTo(high) > 0) {
      flags.add(Flag.OUT_OF_RANGE);
    }
    BigDecimal value = number.movePointLeft(declared.scale());
    String ucum = null;
    String spelling = unit(reported, number);
    if (!spelling.isBlank()) {
      Optional<Unit> unit = vocabulary.unit(reported.code(), spelling);
      if (unit.isEmpty()) {
        flags.add(Flag.UNKNOWN_UNIT);
      } else {
        ucum = unit.get().ucum();
        // a scale says the same again
        value = declared.scale() == 0 ? value.multiply(unit.get().factor()) : value;
      }
    }
    return new NormalisedPoint(
        reported.standard(),
        reported.code(),
        Kind.NUMBER,
        value,
        ucum,
        declared.scale(),
        reported.raw(),
        reported.at(),
        flags);
  }

  private static String unit(Reported reported, BigDecimal number) {
    DataPoint declared = reported.declared();
    if (declared.values().get("unitAbove") instanceof Map<?, ?> beyond
        && beyond.get("value") instanceof BigDecimal limit
        && beyond.get("unit") instanceof String unit
        && number.compareTo(limit) > 0) {
      return unit;
    }
    if (!declared.unit().isBlank()) {
      return declared.unit();
    }
    if (reported.word().reading().equals("countdown")
        && declared.values().get("max") instanceof BigDecimal max
        && max.compareTo(HOUR) >= 0) {
      return "s";
    }
    return reported.word().unit();
  }

  private static NormalisedPoint bool(Reported reported) {
    if (reported.raw() instanceof Boolean) {
      return reported.as(Kind.BOOLEAN, reported.raw(), none());
    }
    return switch (reported.raw().toString().strip().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> reported.as(Kind.BOOLEAN, true, EnumSet.of(Flag.CONVERTED));
      case "false", "0" -> reported.as(Kind.BOOLEAN, false, EnumSet.of(Flag.CONVERTED));
      default -> reported.wrongType();
    };
  }

  private static NormalisedPoint enumeration(Reported reported) {
    String value = reported.raw().toString();
    Set<Flag> flags = none();
    if (reported.declared().values().get("range") instanceof List<?> range
        && !range.contains(value)) {
      flags.add(Flag.OUT_OF_RANGE);
    }
    return reported.as(Kind.ENUM, value, flags);
  }

  /**
   * The labels of the bits that are set, as a JSON array; a bit without a label keeps its number.
   */
  private static NormalisedPoint bitmap(Reported reported) {
    if (!(reported.raw() instanceof BigDecimal number)
        || number.stripTrailingZeros().scale() > 0
        || number.signum() < 0
        || number.toBigInteger().bitLength() > Long.SIZE) {
      return reported.wrongType();
    }
    List<?> labels = reported.declared().values().get("label") instanceof List<?> l ? l : List.of();
    long bits = number.toBigInteger().longValue();
    Set<Flag> flags = none();
    List<String> set = new ArrayList<>();
    for (int bit = 0; bit < Long.SIZE; bit++) {
      if ((bits >>> bit & 1) == 1) {
        if (bit < labels.size()) {
          set.add(quoted(labels.get(bit)));
        } else {
          set.add("\"bit" + bit + '"');
          flags.add(Flag.OUT_OF_RANGE);
        }
      }
    }
    return reported.as(Kind.JSON, "[" + String.join(",", set) + "]", flags);
  }

  private static String quoted(Object label) {
    return JSON.createValue(label.toString()).toString();
  }

  private static NormalisedPoint text(Reported reported, Kind kind) {
    String said = reported.raw().toString();
    if (!reported.word().reading().equals("colour") || said.isBlank()) {
      return reported.asItCame(kind);
    }
    return Readings.colour(reported.declared(), said)
        .map(
            colour ->
                reported.as(
                    Kind.JSON,
                    colour.json(),
                    colour.inRange() ? none() : EnumSet.of(Flag.OUT_OF_RANGE)))
        .orElseGet(() -> reported.asItCame(kind).flagged(Flag.UNDECODED));
  }

  /** The value as it came, and voltage, current and power where the device has no code for them. */
  private List<NormalisedPoint> phase(Specification specification, Reported reported) {
    NormalisedPoint whole = point(reported);
    if (reported.raw().toString().isBlank()) {
      return List.of(whole);
    }
    Optional<List<Readings.Part>> parts = Readings.phase(reported.raw().toString());
    if (parts.isEmpty()) {
      return List.of(whole.flagged(Flag.UNDECODED));
    }
    List<NormalisedPoint> points = new ArrayList<>(List.of(whole));
    for (Readings.Part part : parts.get()) {
      String code = reported.standard() + '_' + part.name();
      if (specification.find(code).isEmpty()) {
        points.add(
            new NormalisedPoint(
                code,
                reported.code(),
                Kind.NUMBER,
                part.value(),
                part.unit(),
                part.value().scale(),
                reported.raw(),
                reported.at(),
                none()));
      }
    }
    return points;
  }

  private static Set<Flag> none() {
    return EnumSet.noneOf(Flag.class);
  }
}
