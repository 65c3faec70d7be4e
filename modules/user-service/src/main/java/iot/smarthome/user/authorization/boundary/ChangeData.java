package iot.smarthome.user.authorization.boundary;

import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.UnprocessableEventException;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads only what is needed of an event, and parks what has another form. */
final class ChangeData {

  private static final List<String> PLACES = List.of("roomId", "areaId", "floorId", "buildingId");

  private ChangeData() {}

  static void use(EventEnvelope event, Use use) {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(event.data()))) {
      use.of(reader.readObject());
    } catch (JsonException
        | NullPointerException
        | ClassCastException
        | ArithmeticException
        | IndexOutOfBoundsException
        | IllegalArgumentException e) {
      throw new UnprocessableEventException(
          "unexpected-data", "A field is missing or of another type in " + event.type(), e);
    }
  }

  static boolean isRemoval(JsonObject data) {
    return data.getString("op").equals("deleted");
  }

  static long version(JsonObject data) {
    return data.getJsonNumber("version").longValueExact();
  }

  /** The ids of the places that a record names, the innermost first. */
  static List<String> places(JsonObject location) {
    List<String> places = new ArrayList<>();
    if (location != null) {
      for (String field : PLACES) {
        String id = location.getString(field, null);
        if (id != null) {
          places.add(id);
        }
      }
    }
    return places;
  }

  /** What is done with the data. */
  @FunctionalInterface
  interface Use {
    void of(JsonObject data);
  }
}
