package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import iot.smarthome.standalone.DemoUsers;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.cxf.jaxrs.client.WebClient;

/** What a person does, and what is seen afterwards. */
final class Steps {

  static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final AtomicLong NUMBERS =
      new AtomicLong(System.currentTimeMillis() % 100_000_000);

  /** A room of its own for a test. */
  record Room(String areaId, String id) {}

  private record Answer(Response response, JsonObject body) {
    static Answer of(Response response) {
      return new Answer(response, json(response));
    }

    boolean isNotYet() {
      return (response.getStatus() == 404 || response.getStatus() == 422)
          && body.getString("type", "").startsWith("urn:problem:smarthome:api-gateway:");
    }
  }

  private final PlatformApi api;

  /**
   * @param api is used as the administrator of everything from now on
   */
  Steps(PlatformApi api) {
    this.api = api;
    WebClient.client(api).reset().header("Authorization", Logins.user(DemoUsers.ADMINISTRATOR));
  }

  static long number() {
    return NUMBERS.incrementAndGet();
  }

  static JsonObject json(Response response) {
    String text = response.readEntity(String.class);
    assertThat(text).as("body of a %d answer", response.getStatus()).startsWith("{");
    return json(text);
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  JsonObject created(String collection, JsonObjectBuilder body) {
    String text = body.build().toString();
    // what was created a moment ago may not be known to the decision point yet
    Answer created =
        await()
            .atMost(PATIENCE)
            .until(() -> Answer.of(api.create(collection, null, text)), found -> !found.isNotYet());
    Response response = created.response();
    JsonObject answer = created.body();
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
            device -> lifeCycle.equals(device.getString("lifeCycle", "")));
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

  /** Tuya Cloud's own doing; it is no part of the platform's address. */
  String tuya(String what, JsonObject body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(Platform.internal() + "/tuya-mock/admin/" + what))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    try {
      HttpResponse<String> response =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(what).isBetween(200, 204);
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
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
