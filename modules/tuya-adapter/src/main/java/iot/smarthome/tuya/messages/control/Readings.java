package iot.smarthome.tuya.messages.control;

import iot.smarthome.tuya.messages.entity.DataPoint;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Values that are several numbers in one. */
final class Readings {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final int LONGEST = 512;
  private static final int PHASE_BYTES = 8;
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,9})?");
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]+");
  private static final BigDecimal CIRCLE = BigDecimal.valueOf(360);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int HSV_DIGITS = 12;
  private static final int RGB_HSV_DIGITS = 14;
  private static final int OLD_MAX = 255;
  private static final int NEW_MAX = 1000;

  private Readings() {}

  /**
   * One number of several.
   *
   * @param name appended to the code
   * @param unit UCUM code
   */
  record Part(String name, BigDecimal value, String unit) {}

  /**
   * A colour: hue in degrees, saturation and value in per cent.
   *
   * @param inRange false when one of them is beyond what the product declares
   */
  record Colour(String json, boolean inRange) {}

  /**
   * Voltage, current and active power of one phase, as 8 bytes (u16 / 10, u24 / 1000, u24 / 1000)
   * and perhaps more behind them, in base64, or as an object with decimals in strings.
   */
  static Optional<List<Part>> phase(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    if (text.startsWith("{")) {
      return object(text).flatMap(Readings::phase);
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return bytes.length < PHASE_BYTES
        ? Optional.empty()
        : Optional.of(
            parts(
                BigDecimal.valueOf(unsigned(bytes, 0, 2), 1),
                BigDecimal.valueOf(unsigned(bytes, 2, 5), 3),
                BigDecimal.valueOf(unsigned(bytes, 5, 8), 3)));
  }

  private static Optional<List<Part>> phase(JsonObject object) {
    BigDecimal voltage = null;
    BigDecimal current = null;
    BigDecimal power = null;
    for (Map.Entry<String, JsonValue> entry : object.entrySet()) {
      BigDecimal number = decimal(entry.getValue());
      switch (entry.getKey().toLowerCase(Locale.ROOT)) {
        case "voltage" -> voltage = number;
        case "electriccurrent" -> current = number;
        case "power" -> power = number;
        default -> {
          // products put more beside them
        }
      }
    }
    return voltage == null || current == null || power == null
        ? Optional.empty()
        : Optional.of(parts(voltage, current, power));
  }

  private static List<Part> parts(BigDecimal voltage, BigDecimal current, BigDecimal power) {
    return List.of(
        new Part("voltage", voltage, "V"),
        new Part("current", current, "A"),
        new Part("power", power, "kW"));
  }

  private static long unsigned(byte[] bytes, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      number = number << Byte.SIZE | bytes[i] & 0xff;
    }
    return number;
  }

  /**
   * An object {@code {h,s,v}}, 12 hexadecimal digits (hue, saturation and value, four each), or the
   * older 14 (red, green, blue, four of the hue, two each of saturation and value).
   */
  static Optional<Colour> colour(DataPoint declared, String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    if (text.startsWith("{")) {
      return object(text).flatMap(object -> colour(declared, object));
    }
    if (!HEX.matcher(text).matches()) {
      return Optional.empty();
    }
    if (text.length() == HSV_DIGITS) {
      return Optional.of(
          colour(
              hex(text, 0, 4),
              hex(text, 4, 8),
              hex(text, 8, 12),
              max(declared, "s", NEW_MAX),
              max(declared, "v", NEW_MAX)));
    }
    if (text.length() == RGB_HSV_DIGITS) {
      BigDecimal max = BigDecimal.valueOf(OLD_MAX);
      return Optional.of(colour(hex(text, 6, 10), hex(text, 10, 12), hex(text, 12, 14), max, max));
    }
    return Optional.empty();
  }

  private static Optional<Colour> colour(DataPoint declared, JsonObject object) {
    BigDecimal h = decimal(object.get("h"));
    BigDecimal s = decimal(object.get("s"));
    BigDecimal v = decimal(object.get("v"));
    if (h == null || s == null || v == null) {
      return Optional.empty();
    }
    int most = declared.code().endsWith("_v2") ? NEW_MAX : OLD_MAX;
    return Optional.of(colour(h, s, v, max(declared, "s", most), max(declared, "v", most)));
  }

  private static Colour colour(
      BigDecimal h, BigDecimal s, BigDecimal v, BigDecimal mostS, BigDecimal mostV) {
    boolean inRange = within(h, CIRCLE) && within(s, mostS) && within(v, mostV);
    return new Colour(
        "{\"h\":"
            + plain(h)
            + ",\"s\":"
            + plain(percent(s, mostS))
            + ",\"v\":"
            + plain(percent(v, mostV))
            + '}',
        inRange);
  }

  /**
   * The inverse of {@link #colour}: an object for what is declared as one, else 12 hexadecimal
   * digits.
   *
   * @return empty when it is no colour
   */
  static Optional<JsonValue> rawColour(DataPoint declared, JsonObject colour) {
    BigDecimal h = decimal(colour.get("h"));
    BigDecimal s = decimal(colour.get("s"));
    BigDecimal v = decimal(colour.get("v"));
    if (h == null
        || s == null
        || v == null
        || !within(h, CIRCLE)
        || !within(s, HUNDRED)
        || !within(v, HUNDRED)) {
      return Optional.empty();
    }
    boolean json = declared.type().equals("Json");
    int most = json && !declared.code().endsWith("_v2") ? OLD_MAX : NEW_MAX;
    int hue = h.setScale(0, RoundingMode.HALF_UP).intValueExact();
    int saturation = share(s, max(declared, "s", most));
    int value = share(v, max(declared, "v", most));
    return Optional.of(
        json
            ? JSON.createObjectBuilder().add("h", hue).add("s", saturation).add("v", value).build()
            : JSON.createValue("%04x%04x%04x".formatted(hue, saturation, value)));
  }

  private static int share(BigDecimal percent, BigDecimal most) {
    return percent.multiply(most).divide(HUNDRED, 0, RoundingMode.HALF_UP).intValueExact();
  }

  private static boolean within(BigDecimal number, BigDecimal max) {
    return number.signum() >= 0 && number.compareTo(max) <= 0;
  }

  private static BigDecimal percent(BigDecimal number, BigDecimal max) {
    return number.multiply(HUNDRED).divide(max, 1, RoundingMode.HALF_UP);
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private static BigDecimal hex(String text, int from, int to) {
    return BigDecimal.valueOf(Integer.parseInt(text.substring(from, to), 16));
  }

  private static BigDecimal max(DataPoint declared, String part, int otherwise) {
    return declared.values().get(part) instanceof Map<?, ?> limits
            && limits.get("max") instanceof BigDecimal max
            && max.signum() > 0
            && max.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) < 0
        ? max
        : BigDecimal.valueOf(otherwise);
  }

  private static Optional<JsonObject> object(String text) {
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      return Optional.of(reader.readObject());
    } catch (JsonException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  private static BigDecimal decimal(JsonValue value) {
    String text =
        value instanceof JsonNumber number
            ? number.toString()
            : value instanceof JsonString string ? string.getString().strip() : "";
    return DECIMAL.matcher(text).matches() ? new BigDecimal(text) : null;
  }
}
