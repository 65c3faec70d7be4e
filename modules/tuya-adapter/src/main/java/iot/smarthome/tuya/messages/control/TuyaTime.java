package iot.smarthome.tuya.messages.control;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;

/** Tuya's times: milliseconds or seconds since 1970, as number or string, or ISO 8601. */
final class TuyaTime {

  private static final long LARGEST_SECONDS = 100_000_000_000L;
  private static final int LONGEST_ISO = 35;
  private static final long EARLIEST = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
  private static final long LATEST = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

  private TuyaTime() {}

  /** Milliseconds, 0 for what is no time or none that a device of today can mean. */
  static long millis(JsonValue value) {
    long number;
    try {
      if (value instanceof JsonNumber json) {
        number = json.bigDecimalValue().scale() < -30 ? 0 : json.longValue();
      } else if (value instanceof JsonString json) {
        number = number(json.getString().strip());
      } else {
        return 0;
      }
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      return 0;
    }
    long millis = number > 0 && number < LARGEST_SECONDS ? number * 1000 : number;
    return millis < EARLIEST || millis > LATEST ? 0 : millis;
  }

  private static long number(String text) {
    return text.length() <= LONGEST_ISO && text.endsWith("Z")
        ? Instant.parse(text).toEpochMilli()
        : Long.parseLong(text);
  }

  /** The first of them that is a time, else {@code otherwise}. */
  static Instant first(Instant otherwise, JsonValue value, long fallback) {
    long millis = millis(value);
    if (millis > 0) {
      return Instant.ofEpochMilli(millis);
    }
    return fallback > 0 ? Instant.ofEpochMilli(fallback) : otherwise;
  }
}
