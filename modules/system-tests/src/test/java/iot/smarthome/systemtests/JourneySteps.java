package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The words in which the journeys are told: what a person does, what is seen afterwards. */
final class JourneySteps {

  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicLong NUMBERS = new AtomicLong(System.currentTimeMillis());

  private final PlatformApi api;

  JourneySteps(PlatformApi api) {
    this.api = api;
  }

  static String unique(String prefix) {
    return prefix + "-" + NUMBERS.incrementAndGet();
  }

  static JsonObject json(Response response) {
    String text = response.readEntity(String.class);
    assertThat(text).as("body of a %d answer", response.getStatus()).startsWith("{");
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  JsonObject created(String collection, JsonObject body) {
    Response response = api.create(collection, body.toString());
    JsonObject answer = json(response);
    assertThat(response.getStatus()).as(answer.toString()).isEqualTo(201);
    assertThat(response.getHeaderString("Location")).contains("/api/");
    return answer;
  }

  /** A building with one floor, area and room of its own; the room's id. */
  Room newRoom() {
    JsonObject building =
        created("buildings", Json.createObjectBuilder().add("code", unique("B")).add("name", "Test house").build());
    JsonObject floor =
        created(
            "buildings/" + building.getString("id") + "/floors",
            Json.createObjectBuilder().add("code", "1").add("name", "First floor").build());
    JsonObject area =
        created(
            "floors/" + floor.getString("id") + "/areas",
            Json.createObjectBuilder().add("code", "A").add("name", "East").build());
    JsonObject room =
        created(
            "areas/" + area.getString("id") + "/rooms",
            Json.createObjectBuilder().add("code", "101").add("name", "Kitchen").build());
    return new Room(building.getString("id"), area.getString("id"), room.getString("id"));
  }

  record Room(String buildingId, String areaId, String id) {}

  static JsonObject device(String category, String bindCode, String roomId) {
    return Json.createObjectBuilder()
        .add("name", "Device of a test")
        .add("category", category)
        .add("serial", unique("SN"))
        .add("roomId", roomId)
        .add("bindCode", bindCode)
        .build();
  }

  /** A device that Tuya's mock knows: registered and seen to become active. */
  JsonObject activated(String category, String bindCode, String roomId) {
    JsonObject device = created("devices", device(category, bindCode, roomId));
    assertThat(device.getString("lifeCycle")).isEqualTo("SHADOW");
    return awaitLifeCycle(device.getString("id"), "ACTIVATED");
  }

  JsonObject awaitLifeCycle(String deviceId, String lifeCycle) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .until(
            () -> json(api.read("devices/" + deviceId)),
            d -> lifeCycle.equals(d.getString("lifeCycle")));
  }

  void manufactured(String category, String bindCode) {
    tuya(
        "devices",
        Json.createObjectBuilder().add("bindCode", bindCode).add("category", category).build());
  }

  void reported(String bindCode, JsonObject report) {
    tuya("devices/" + bindCode + "/reports", report);
  }

  void tuya(String what, JsonObject body) {
    Response response = api.tuya(what, body.toString());
    String text = response.readEntity(String.class);
    assertThat(response.getStatus()).as(text).isBetween(200, 204);
  }

  static JsonObject report(String dataId, Instant at, String code, Object value) {
    var status = Json.createObjectBuilder().add("code", code).add("t", at.toEpochMilli());
    if (value instanceof Number number) {
      status.add("value", number.intValue());
    } else {
      status.add("value", value.toString());
    }
    var report = Json.createObjectBuilder().add("status", Json.createArrayBuilder().add(status));
    if (dataId != null) {
      report.add("dataId", dataId);
    }
    return report.build();
  }

  JsonObject latest(String deviceId) {
    return json(api.read("devices/" + deviceId + "/metrics/latest"));
  }

  List<JsonObject> alerts(String deviceId, String state) {
    Response response = api.alerts(deviceId, state);
    JsonObject answer = json(response);
    assertThat(response.getStatus()).as(answer.toString()).isEqualTo(200);
    JsonArray items = answer.getJsonArray("items");
    return items.getValuesAs(JsonObject.class);
  }
}
