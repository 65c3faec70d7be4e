package iot.smarthome.standalone;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Two buildings with about sixty devices of sixteen categories, loaded as an engineer would: by the
 * public API. Once; a load that was broken off goes on where it was.
 */
final class DemoSeed {

  private static final String JSON = "application/json";

  private record BuildingPlan(String code, String name, double latitude, double longitude) {}

  private static final List<BuildingPlan> BUILDINGS =
      List.of(
          new BuildingPlan("DEMO-RIVERSIDE", "Riverside Offices", 10.7769, 106.7009),
          new BuildingPlan("DEMO-GARDEN", "Garden Residence", 48.1374, 11.5755));

  /** Rooms of each area, and the categories of the devices that hang in each. */
  private static final List<List<String>> ROOMS =
      List.of(
          List.of("Kitchen", "ywbj", "rqbj", "sj", "cz"),
          List.of("Office", "wsdcg", "co2bj", "dj", "kt"),
          List.of("Lobby", "mcs", "pir", "sp", "kg"),
          List.of("Plant room", "cobj", "wk", "pm2.5", "cl"));

  private final HttpClient client;
  private final String base;
  private final Path marker;
  private int devices;

  DemoSeed(HttpClient client, int port, Path home) {
    this.client = client;
    this.base = "http://127.0.0.1:" + port;
    this.marker = home.resolve("demo.loaded");
  }

  /**
   * @return how many devices were registered now; 0 when they were there
   */
  int load() throws IOException, InterruptedException {
    if (Files.exists(marker)) {
      return 0;
    }
    for (BuildingPlan plan : BUILDINGS) {
      load(plan);
    }
    Files.writeString(marker, "The demo data was loaded; delete this file to load it again.\n");
    return devices;
  }

  private void load(BuildingPlan plan) throws IOException, InterruptedException {
    String building =
        place(
            "/api/buildings",
            Json.createObjectBuilder()
                .add("code", plan.code())
                .add("name", plan.name())
                .add(
                    "geo",
                    Json.createObjectBuilder()
                        .add("latitude", plan.latitude())
                        .add("longitude", plan.longitude())),
            plan.code());
    for (int level = 1; level <= 2; level++) {
      String path = plan.code() + "/" + level;
      String floor =
          place(
              "/api/buildings/" + building + "/floors", named("F" + level, "Floor " + level), path);
      String area =
          place("/api/floors/" + floor + "/areas", named("A1", "West wing"), path + "/A1");
      for (int room = 0; room < ROOMS.size(); room++) {
        List<String> furnished = ROOMS.get(room);
        String code = "R" + (room + 1);
        String id =
            place(
                "/api/areas/" + area + "/rooms",
                named(code, furnished.get(0)),
                path + "/A1/" + code);
        int number = (BUILDINGS.indexOf(plan) * 2 + level) * 10 + room + 1;
        for (String category : furnished.subList(1, furnished.size())) {
          register(category, number, id, furnished.get(0));
        }
      }
    }
  }

  private static JsonObjectBuilder named(String code, String name) {
    return Json.createObjectBuilder().add("code", code).add("name", name);
  }

  private void register(String category, int number, String room, String where)
      throws IOException, InterruptedException {
    String serial = "DEMO-" + category + "-" + number;
    HttpResponse<String> answer =
        post(
            "/api/devices",
            Json.createObjectBuilder()
                .add("name", where + " " + category + " " + number)
                .add("category", category)
                .add("serial", serial)
                .add("roomId", room)
                .add("bindCode", "STOCK-" + category + "-" + number),
            serial);
    if (answer.statusCode() == 201) {
      devices++;
    } else if (answer.statusCode() != 409) {
      throw refused(serial, answer);
    }
  }

  /** The id of the place, be it new or there before. */
  private String place(String path, JsonObjectBuilder body, String key)
      throws IOException, InterruptedException {
    JsonObject wish = body.build();
    HttpResponse<String> answer = post(path, Json.createObjectBuilder(wish), key);
    if (answer.statusCode() == 201) {
      return read(answer.body()).getString("id");
    }
    if (answer.statusCode() == 409) {
      HttpResponse<String> siblings =
          client.send(
              request(path + "?limit=200").GET().build(), HttpResponse.BodyHandlers.ofString());
      return read(siblings.body()).getJsonArray("items").getValuesAs(JsonObject.class).stream()
          .filter(item -> item.getString("code").equals(wish.getString("code")))
          .map(item -> item.getString("id"))
          .findFirst()
          .orElseThrow(() -> refused(key, answer));
    }
    throw refused(key, answer);
  }

  private static StartFailure refused(String what, HttpResponse<String> answer) {
    return new StartFailure(
        "The demo data was refused at " + what + ": " + answer.statusCode() + " " + answer.body());
  }

  private HttpResponse<String> post(String path, JsonObjectBuilder body, String key)
      throws IOException, InterruptedException {
    return client.send(
        request(path)
            .header("Content-Type", JSON)
            .header("Idempotency-Key", "demo-" + key)
            .POST(HttpRequest.BodyPublishers.ofString(body.build().toString()))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
  }

  /** Lets the demo devices live. */
  void wake() throws IOException, InterruptedException {
    String pace =
        Json.createObjectBuilder()
            .add("running", true)
            .add("speed", 1)
            .add("seed", 42)
            .build()
            .toString();
    HttpResponse<String> answer =
        client.send(
            request("/tuya-mock/admin/life")
                .header("Content-Type", JSON)
                .PUT(HttpRequest.BodyPublishers.ofString(pace))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw refused("the mock's life", answer);
    }
  }

  private static JsonObject read(String body) {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      return reader.readObject();
    }
  }
}
