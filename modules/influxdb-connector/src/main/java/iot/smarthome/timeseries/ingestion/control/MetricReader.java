package iot.smarthome.timeseries.ingestion.control;

import iot.smarthome.messaging.EventData;
import iot.smarthome.messaging.UnprocessableEventException;
import iot.smarthome.timeseries.ingestion.entity.Measurement;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the data of {@code iot.smarthome.metric.measured}. */
public final class MetricReader {

  private static final List<String> PLACES = List.of("building", "floor", "area", "room");

  private MetricReader() {}

  /**
   * @param data JSON in UTF-8
   * @return each metric of the event, in its order
   * @throws UnprocessableEventException when it is not what its contract says
   */
  public static List<Measurement> read(byte[] data) {
    JsonObject event = EventData.object(data);
    try {
      Map<String, String> place = place(event.getJsonObject("location"));
      List<Measurement> measurements = new ArrayList<>();
      for (JsonObject metric : event.getJsonArray("metrics").getValuesAs(JsonObject.class)) {
        measurements.add(
            new Measurement(
                event.getString("deviceId"),
                event.getString("category", null),
                metric.getString("family"),
                metric.getString("name"),
                metric.getString("kind"),
                value(metric.getString("kind"), metric.get("value")),
                metric.getString("unit", null),
                metric.getString("sourceCode", null),
                EventData.time(metric.getString("at")),
                place));
      }
      return measurements;
    } catch (NullPointerException
        | ClassCastException
        | IllegalArgumentException
        | DateTimeException e) {
      throw new UnprocessableEventException(
          "unexpected-data", "The data is not what the contract of a metric says", e);
    }
  }

  private static Map<String, String> place(JsonObject location) {
    Map<String, String> place = new LinkedHashMap<>();
    if (location != null) {
      for (String kind : PLACES) {
        String id = location.getString(kind + "Id", null);
        if (id != null) {
          place.put(kind, id);
        }
      }
    }
    return place;
  }

  private static Object value(String kind, JsonValue value) {
    return switch (kind) {
      case "NUMBER" -> ((JsonNumber) value).doubleValue();
      case "BOOLEAN" -> truth(value);
      default -> value instanceof JsonString string ? string.getString() : value.toString();
    };
  }

  private static Boolean truth(JsonValue value) {
    return switch (value.getValueType()) {
      case TRUE -> Boolean.TRUE;
      case FALSE -> Boolean.FALSE;
      default -> throw new IllegalArgumentException("Neither true nor false: " + value);
    };
  }
}
