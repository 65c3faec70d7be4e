package iot.smarthome.standalone;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Asks the server whether it is ready, and if not, who is not. */
final class ServerHealth {

  private final HttpClient client;
  private final URI ready;

  ServerHealth(HttpClient client, int port) {
    this.client = client;
    this.ready = URI.create("http://127.0.0.1:" + port + "/health/ready");
  }

  /**
   * @param up whether every application is ready
   * @param missing names of checks that are down; empty while the server does not answer at all
   */
  record State(boolean up, List<String> missing) {}

  State ask() throws InterruptedException {
    try {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build(),
              HttpResponse.BodyHandlers.ofString());
      return new State(response.statusCode() == 200, missing(response.body()));
    } catch (IOException e) {
      return new State(false, List.of());
    }
  }

  static List<String> missing(String body) {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      JsonObject health = reader.readObject();
      if (!health.containsKey("checks")) {
        return List.of();
      }
      return health.getJsonArray("checks").stream()
          .map(JsonValue::asJsonObject)
          .filter(check -> "DOWN".equals(check.getString("status", "DOWN")))
          .map(check -> check.getString("name", "?"))
          .sorted()
          .toList();
    } catch (JsonException e) {
      return List.of();
    }
  }
}
