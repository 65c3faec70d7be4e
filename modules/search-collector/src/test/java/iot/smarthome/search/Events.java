package iot.smarthome.search;

import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.search.indexing.entity.Thing;
import iot.smarthome.testing.EventContracts;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Events as their owners publish them; each is checked against its contract. */
public final class Events {

  private Events() {}

  public static EventEnvelope of(Thing thing) {
    String word = thing.live() ? (thing.version() == 1 ? "created" : "updated") : "deleted";
    String type = "iot.smarthome." + thing.kind().name().toLowerCase(Locale.ROOT) + "." + word;
    JsonObjectBuilder change =
        Json.createObjectBuilder()
            .add("op", word)
            .add("id", thing.id())
            .add("version", thing.version())
            .add("changedAt", thing.updatedAt().toString());
    if (!thing.live()) {
      change.add("state", JsonValue.NULL);
    } else {
      change.add("state", thing.kind().isPlace() ? place(thing) : device(thing));
    }
    String json = change.build().toString();
    EventContracts.assertValid(type, json);
    return new EventEnvelope(
        thing.id() + "-" + thing.version() + "-" + word,
        type,
        thing.kind().isPlace() ? "/building-service" : "/device-service",
        thing.updatedAt(),
        thing.id(),
        null,
        json.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObjectBuilder place(Thing place) {
    List<String> around = place.declared();
    JsonObjectBuilder state =
        Json.createObjectBuilder()
            .add("id", place.id())
            .add("kind", place.kind().name())
            .add("code", place.code())
            .add("name", place.name())
            .add("buildingId", around.isEmpty() ? place.id() : around.get(around.size() - 1))
            .add("createdAt", place.updatedAt().toString())
            .add("updatedAt", place.updatedAt().toString())
            .add("version", place.version());
    if (place.parentId() != null) {
      state.add("parentId", place.parentId());
    }
    List<String> chain = new ArrayList<>(around);
    chain.add(0, place.id());
    if (chain.size() > 1) {
      state.add("floorId", chain.get(chain.size() - 2));
    }
    if (chain.size() > 2) {
      state.add("areaId", chain.get(chain.size() - 3));
    }
    if (place.group() != null) {
      state.add("responsibleGroup", place.group());
    }
    if (place.position() != null) {
      state.add(
          "geo",
          Json.createObjectBuilder()
              .add("latitude", place.position().latitude())
              .add("longitude", place.position().longitude()));
    }
    return state;
  }

  private static JsonObjectBuilder device(Thing device) {
    List<String> around = device.declared();
    int last = around.size() - 1;
    JsonObjectBuilder location =
        Json.createObjectBuilder()
            .add("buildingId", around.get(last))
            .add("floorId", around.get(last - 1))
            .add("areaId", around.get(last - 2));
    if (last > 2) {
      location.add("roomId", around.get(0));
    }
    return Json.createObjectBuilder()
        .add("id", device.id())
        .add("name", device.name())
        .add("category", device.category())
        .add("serial", device.serial())
        .add("lifeCycle", "SHADOW")
        .add("connectivity", device.connectivity())
        .add("location", location)
        .add("tuya", Json.createObjectBuilder().add("bindCode", "B-" + device.id()))
        .add("registeredAt", device.updatedAt().toString())
        .add("updatedAt", device.updatedAt().toString())
        .add("version", device.version());
  }
}
