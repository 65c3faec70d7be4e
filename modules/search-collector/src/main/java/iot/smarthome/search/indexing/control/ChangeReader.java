package iot.smarthome.search.indexing.control;

import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.UnprocessableEventException;
import iot.smarthome.search.indexing.entity.Kind;
import iot.smarthome.search.indexing.entity.Position;
import iot.smarthome.search.indexing.entity.Thing;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads events of {@code building.cdc.v1} and {@code device.cdc.v1}, as far as search needs them.
 */
public final class ChangeReader {

  private static final Pattern TYPE =
      Pattern.compile(
          "iot\\.smarthome\\.(building|floor|area|room|device)\\.(created|updated|deleted)");

  private ChangeReader() {}

  /**
   * @return nothing for an event of a type that search does not know
   * @throws UnprocessableEventException when the data is not what its contract says
   */
  public static Optional<Thing> read(EventEnvelope event) {
    Matcher type = TYPE.matcher(event.type());
    if (!type.matches()) {
      return Optional.empty();
    }
    Kind kind = Kind.valueOf(type.group(1).toUpperCase(Locale.ROOT));
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(event.data()))) {
      return Optional.of(thing(kind, reader.readObject()));
    } catch (JsonException e) {
      throw new UnprocessableEventException("unreadable-data", "The data is no JSON object", e);
    } catch (NullPointerException
        | ClassCastException
        | IllegalArgumentException
        | ArithmeticException
        | DateTimeException e) {
      throw new UnprocessableEventException(
          "unexpected-data", "A field of the change is missing or of another type: " + e, e);
    }
  }

  private static Thing thing(Kind kind, JsonObject change) {
    String id = change.getString("id");
    long version = change.getJsonNumber("version").longValueExact();
    Instant changedAt = Instant.parse(change.getString("changedAt"));
    if (change.getString("op").equals("deleted")) {
      return Thing.gone(id, kind, version, changedAt);
    }
    JsonObject state = change.getJsonObject("state");
    return kind.isPlace() ? place(id, kind, version, state) : device(id, version, state);
  }

  private static Thing place(String id, Kind kind, long version, JsonObject state) {
    List<String> around =
        known(
            state.getString("parentId", null),
            state.getString("areaId", null),
            state.getString("floorId", null),
            state.getString("buildingId"));
    return new Thing(
        id,
        kind,
        version,
        true,
        Instant.parse(state.getString("updatedAt")),
        text(state.getString("name")),
        text(state.getString("code")),
        null,
        null,
        null,
        null,
        state.getString("usage", null),
        text(state.getString("address", null)),
        state.getString("responsibleGroup", null),
        kind == Kind.BUILDING ? null : state.getString("parentId"),
        around.stream().filter(place -> !place.equals(id)).toList(),
        position(state.getJsonObject("geo")));
  }

  private static Thing device(String id, long version, JsonObject state) {
    JsonObject location = state.getJsonObject("location");
    List<String> around =
        known(
            location.getString("roomId", null),
            location.getString("areaId"),
            location.getString("floorId"),
            location.getString("buildingId"));
    return new Thing(
        id,
        Kind.DEVICE,
        version,
        true,
        Instant.parse(state.getString("updatedAt")),
        text(state.getString("name")),
        null,
        text(state.getString("serial")),
        state.getString("category"),
        state.getString("lifeCycle"),
        state.getString("connectivity"),
        null,
        null,
        null,
        around.get(0),
        around,
        null);
  }

  private static List<String> known(String... ids) {
    return Arrays.stream(ids).filter(Objects::nonNull).distinct().toList();
  }

  private static Position position(JsonObject geo) {
    if (geo == null) {
      return null;
    }
    JsonNumber latitude = Objects.requireNonNull(geo.getJsonNumber("latitude"));
    JsonNumber longitude = Objects.requireNonNull(geo.getJsonNumber("longitude"));
    return new Position(latitude.doubleValue(), longitude.doubleValue());
  }

  /** Accents that stand beside their letter become one with it, as the analysis expects. */
  private static String text(String text) {
    return text == null ? null : Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
