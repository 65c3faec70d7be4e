package iot.smarthome.messaging;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.Instant;

/** Reads what listeners read of every event, so that what breaks a contract is known as such. */
public final class EventData {

  private static final JsonProvider JSON = JsonProvider.provider();

  // RFC 3339 has years of four digits; what lies beyond cannot be stored as a date either
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private EventData() {}

  /**
   * @param data JSON in UTF-8
   * @throws UnprocessableEventException when it is no JSON object that can be read, be it for the
   *     depth of its nesting, which the parser answers with a mere RuntimeException
   */
  public static JsonObject object(byte[] data) {
    try (JsonReader reader = JSON.createReader(new ByteArrayInputStream(data))) {
      return reader.readObject();
    } catch (RuntimeException | StackOverflowError e) {
      throw new UnprocessableEventException("unreadable-data", "The data is no JSON object", e);
    }
  }

  /**
   * @param text RFC 3339
   * @throws DateTimeException when it is none, or of a year that RFC 3339 does not have
   */
  public static Instant time(String text) {
    Instant time = Instant.parse(text);
    if (time.isBefore(FIRST) || time.isAfter(LAST)) {
      throw new DateTimeException("No time of RFC 3339: " + text);
    }
    return time;
  }
}
