package iot.smarthome.etl.transformation.boundary;

import iot.smarthome.etl.transformation.entity.Kind;
import iot.smarthome.etl.transformation.entity.Point;
import iot.smarthome.etl.transformation.entity.Report;
import iot.smarthome.messaging.EventData;
import iot.smarthome.messaging.UnprocessableEventException;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.util.Set;

/** Reads the data of {@code iot.smarthome.device.reported}, as far as it is needed here. */
final class ReportReader {

  // what Tuya Adapter says of a value that it could not take by the device's specification
  private static final Set<String> UNRELIABLE = Set.of("UNDECLARED", "WRONG_TYPE");

  private ReportReader() {}

  /**
   * @throws UnprocessableEventException when the data breaks the contract
   */
  static Report read(byte[] data) {
    JsonObject json = EventData.object(data);
    try {
      return new Report(
          json.getString("deviceId"),
          json.getString("dataId"),
          json.getString("category"),
          json.getString("productId", null),
          json.getJsonArray("points").getValuesAs(ReportReader::point));
    } catch (NullPointerException
        | ClassCastException
        | IllegalArgumentException
        | DateTimeException e) {
      throw new UnprocessableEventException(
          "unexpected-data", "A field of the report is missing or of another type", e);
    }
  }

  private static Point point(JsonValue value) {
    JsonObject json = value.asJsonObject();
    Kind kind = Kind.valueOf(json.getString("kind"));
    return new Point(
        json.getString("code"),
        json.getString("sourceCode"),
        kind,
        value(kind, json.get("value")),
        json.getString("unit", null),
        EventData.time(json.getString("at")),
        isReliable(json.getJsonArray("flags")));
  }

  private static Object value(Kind kind, JsonValue value) {
    return switch (kind) {
      case NUMBER -> ((JsonNumber) value).bigDecimalValue();
      case BOOLEAN -> {
        if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
          throw new IllegalArgumentException("No boolean: " + value);
        }
        yield value == JsonValue.TRUE;
      }
      default -> ((JsonString) value).getString();
    };
  }

  private static boolean isReliable(JsonArray flags) {
    return flags == null
        || flags.getValuesAs(JsonString.class).stream()
            .map(JsonString::getString)
            .noneMatch(UNRELIABLE::contains);
  }
}
