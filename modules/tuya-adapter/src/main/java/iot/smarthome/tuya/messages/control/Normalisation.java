package iot.smarthome.tuya.messages.control;

import iot.smarthome.tuya.messages.entity.DataPoint;
import iot.smarthome.tuya.messages.entity.NormalisedPoint;
import iot.smarthome.tuya.messages.entity.NormalisedPoint.Flag;
import iot.smarthome.tuya.messages.entity.NormalisedPoint.Kind;
import iot.smarthome.tuya.messages.entity.Specification;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns one reported value into the platform's form, by the device's own specification. */
public final class Normalisation {

  private final Vocabulary vocabulary;

  public Normalisation(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * @param raw a {@link BigDecimal}, {@link Boolean} or {@link String} as the report has it
   * @param at when the device says it was
   */
  public NormalisedPoint normalise(
      Specification specification, String code, Object raw, Instant at) {
    Optional<DataPoint> declared = specification.find(code);
    String standard = code;
    if (declared.isEmpty()) {
      String alias = vocabulary.standardCode(specification.category(), code).orElse(code);
      declared = specification.find(alias);
      standard = declared.isPresent() ? alias : code;
    }
    if (declared.isEmpty()) {
      return point(standard, code, Kind.RAW, raw.toString(), raw, at, EnumSet.of(Flag.UNDECLARED));
    }
    NormalisedPoint point = normalised(declared.get(), standard, code, raw, at);
    return declared.get().readable() ? point : point.flagged(Flag.UNREADABLE_CONSTRAINTS);
  }

  private NormalisedPoint normalised(
      DataPoint point, String standard, String code, Object raw, Instant at) {
    return switch (point.type()) {
      case "Integer" -> number(point, code, raw, at);
      case "Boolean" -> bool(point, code, raw, at);
      case "Enum" -> enumeration(point, code, raw, at);
      case "Bitmap" -> bitmap(point, code, raw, at);
      case "String" -> point(standard, code, Kind.TEXT, raw.toString(), raw, at, none());
      case "Json" -> point(standard, code, Kind.JSON, raw.toString(), raw, at, none());
      default -> point(standard, code, Kind.RAW, raw.toString(), raw, at, none());
    };
  }

  private NormalisedPoint number(DataPoint declared, String source, Object raw, Instant at) {
    if (!(raw instanceof BigDecimal number)) {
      return wrongType(declared, source, raw, at);
    }
    Set<Flag> flags = none();
    Object min = declared.values().get("min");
    Object max = declared.values().get("max");
    if (min instanceof BigDecimal low && number.compareTo(low) < 0
        || max instanceof BigDecimal high && number.compareTo(high) > 0) {
      flags.add(Flag.OUT_OF_RANGE);
    }
    String unit = null;
    if (!declared.unit().isBlank()) {
      unit = vocabulary.ucum(declared.unit()).orElse(null);
      if (unit == null) {
        flags.add(Flag.UNKNOWN_UNIT);
      }
    }
    return new NormalisedPoint(
        declared.code(),
        source,
        Kind.NUMBER,
        number.movePointLeft(declared.scale()),
        unit,
        declared.scale(),
        raw,
        at,
        flags);
  }

  private static NormalisedPoint bool(DataPoint declared, String source, Object raw, Instant at) {
    return raw instanceof Boolean
        ? point(declared.code(), source, Kind.BOOLEAN, raw, raw, at, none())
        : wrongType(declared, source, raw, at);
  }

  private static NormalisedPoint enumeration(
      DataPoint declared, String source, Object raw, Instant at) {
    String value = raw.toString();
    Set<Flag> flags = none();
    if (declared.values().get("range") instanceof List<?> range && !range.contains(value)) {
      flags.add(Flag.OUT_OF_RANGE);
    }
    return point(declared.code(), source, Kind.ENUM, value, raw, at, flags);
  }

  /**
   * The labels of the bits that are set, as a JSON array; a bit without a label keeps its number.
   */
  private static NormalisedPoint bitmap(DataPoint declared, String source, Object raw, Instant at) {
    if (!(raw instanceof BigDecimal number)) {
      return wrongType(declared, source, raw, at);
    }
    List<?> labels = declared.values().get("label") instanceof List<?> l ? l : List.of();
    long bits = number.longValue();
    List<String> set = new ArrayList<>();
    for (int bit = 0; bit < Long.SIZE; bit++) {
      if ((bits >>> bit & 1) == 1) {
        set.add('"' + (bit < labels.size() ? escaped(labels.get(bit)) : "bit" + bit) + '"');
      }
    }
    return point(
        declared.code(), source, Kind.JSON, "[" + String.join(",", set) + "]", raw, at, none());
  }

  private static String escaped(Object label) {
    return label.toString().replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static NormalisedPoint wrongType(
      DataPoint declared, String source, Object raw, Instant at) {
    return point(
        declared.code(), source, Kind.RAW, raw.toString(), raw, at, EnumSet.of(Flag.WRONG_TYPE));
  }

  private static Set<Flag> none() {
    return EnumSet.noneOf(Flag.class);
  }

  private static NormalisedPoint point(
      String code,
      String source,
      Kind kind,
      Object value,
      Object raw,
      Instant at,
      Set<Flag> flags) {
    return new NormalisedPoint(code, source, kind, value, null, null, raw, at, flags);
  }
}
