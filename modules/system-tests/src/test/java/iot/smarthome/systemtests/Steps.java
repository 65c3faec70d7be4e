package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What a person does, and what is seen afterwards. */
final class Steps {

  static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final AtomicLong NUMBERS =
      new AtomicLong(System.currentTimeMillis() % 100_000_000);

  /** A room of its own for a test. */
  record Room(String areaId, String id) {}

  private final PlatformApi api;

  Steps(PlatformApi api) {
    this.api = api;
  }

  static long number() {
    return NUMBERS.incrementAndGet();
  }

  static JsonObject json(Response response) {
    String text = response.readEntity(String.class);
    assertThat(text).as("body of a %d answer", response.getStatus()).startsWith("{");
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  JsonObject created(String collection, JsonObjectBuilder body) {
    Response response = api.create(collection, null, body.build().toString());
    JsonObject answer = json(response);
    assertThat(response.getStatus()).as(answer.toString()).isEqualTo(201);
    assertThat(response.getHeaderString("Location")).contains("/api/");
    return answer;
  }

  private String place(String collection, String code) {
    return created(collection, Json.createObjectBuilder().add("code", code).add("name", code))
        .getString("id");
  }

  Room room() {
    String building = place("buildings", "B" + number());
    String floor = place("buildings/" + building + "/floors", "1");
    String area = place("floors/" + floor + "/areas", "A");
    return new Room(area, place("areas/" + area + "/rooms", "101"));
  }

  static JsonObjectBuilder device(String category, String bindCode, Room room) {
    return Json.createObjectBuilder()
        .add("name", "Device of a test")
        .add("category", category)
        .add("serial", "SN" + number())
        .add("roomId", room.id())
        .add("bindCode", bindCode);
  }

  /** Registers a device and sees it become active; its id. */
  String activated(String category, String bindCode, Room room) {
    JsonObject device = created("devices", device(category, bindCode, room));
    assertThat(device.getString("lifeCycle")).isEqualTo("SHADOW");
    awaitLifeCycle(device.getString("id"), "ACTIVATED");
    return device.getString("id");
  }

  JsonObject awaitLifeCycle(String deviceId, String lifeCycle) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> json(api.read("devices/" + deviceId)),
            device -> lifeCycle.equals(device.getString("lifeCycle")));
  }

  /** Lets the device report one value; the report's data id. */
  String reported(String bindCode, String code, JsonValue value) {
    JsonArrayBuilder status =
        Json.createArrayBuilder()
            .add(Json.createObjectBuilder().add("code", code).add("value", value));
    return json(tuya(
            "devices/" + bindCode + "/reports",
            Json.createObjectBuilder().add("status", status).build()))
        .getString("dataId");
  }

  Response tuya(String what, JsonObject body) {
    Response response = api.tuya(what, body.toString());
    assertThat(response.getStatus()).as(what).isBetween(200, 204);
    return response;
  }

  void scenario(String name, String bindCode) {
    tuya(
        "scenarios",
        Json.createObjectBuilder().add("scenario", name).add("bindCode", bindCode).build());
  }

  List<JsonObject> series(String deviceId) {
    Response response = api.metrics(deviceId, "-1h");
    JsonObject answer = json(response);
    assertThat(response.getStatus()).as(answer.toString()).isEqualTo(200);
    return answer.getJsonArray("series").getValuesAs(JsonObject.class);
  }

  /** The values that were measured under a name. */
  List<JsonValue> values(String deviceId, String name) {
    Optional<JsonObject> found =
        series(deviceId).stream().filter(s -> s.getString("name").equals(name)).findFirst();
    return found
        .map(
            series ->
                series.getJsonArray("points").getValuesAs(JsonObject.class).stream()
                    .map(point -> point.get("value"))
                    .toList())
        .orElse(List.of());
  }

  List<JsonObject> alerts(Room room, String state) {
    Response response = api.alerts(state, room.areaId());
    JsonObject answer = json(response);
    assertThat(response.getStatus()).as(answer.toString()).isEqualTo(200);
    return answer.getJsonArray("items").getValuesAs(JsonObject.class);
  }
}
