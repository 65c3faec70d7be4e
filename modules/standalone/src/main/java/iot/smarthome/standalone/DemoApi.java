package iot.smarthome.standalone;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The public API as the demo data is loaded by it: by an administrator who has logged in. */
final class DemoApi {

  private static final String JSON = "application/json";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client;
  private final String base;
  private final Optional<String> password;
  private String token;

  /**
   * @param base address of the platform
   * @param password of the administrator; nothing where nobody logs in
   */
  DemoApi(HttpClient client, String base, Optional<String> password) {
    this.client = client;
    this.base = base;
    this.password = password;
  }

  boolean asksForLogin() {
    return password.isPresent();
  }

  /**
   * Posts what is not there yet. What was created a moment ago may not be known everywhere: then it
   * is tried again for a while.
   *
   * @param key by which a repeated request is known
   */
  HttpResponse<String> create(String path, JsonObjectBuilder body, String key)
      throws IOException, InterruptedException {
    String text = body.build().toString();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      HttpResponse<String> answer =
          send(
              request(path)
                  .header("Content-Type", JSON)
                  .header("Idempotency-Key", "demo-" + key)
                  .POST(HttpRequest.BodyPublishers.ofString(text)));
      if (!mayComeRight(answer) || System.nanoTime() > end) {
        return answer;
      }
      TimeUnit.MILLISECONDS.sleep(250);
    }
  }

  private static boolean mayComeRight(HttpResponse<String> answer) {
    return switch (answer.statusCode()) {
      case 429, 502, 503, 504 -> true;
      case 403, 404, 422 -> answer.body().contains("urn:problem:smarthome:api-gateway:");
      default -> false;
    };
  }

  JsonObject get(String path) throws IOException, InterruptedException {
    return read(send(request(path).GET()).body());
  }

  /** The id of what was created now or was there before. */
  String id(String path, JsonObjectBuilder body, String key, String field)
      throws IOException, InterruptedException {
    JsonObject wish = body.build();
    HttpResponse<String> answer = create(path, Json.createObjectBuilder(wish), key);
    if (answer.statusCode() == 201) {
      return read(answer.body()).getString("id");
    }
    if (answer.statusCode() == 409) {
      return get(path + "?limit=200").getJsonArray("items").getValuesAs(JsonObject.class).stream()
          .filter(item -> item.getString(field, "").equals(wish.getString(field)))
          .map(item -> item.getString("id"))
          .findFirst()
          .orElseThrow(() -> refused(key, answer));
    }
    throw refused(key, answer);
  }

  static StartFailure refused(String what, HttpResponse<String> answer) {
    return new StartFailure(
        "The demo data was refused at " + what + ": " + answer.statusCode() + " " + answer.body());
  }

  private HttpRequest.Builder request(String path) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
    if (password.isPresent()) {
      request.header("Authorization", "Bearer " + token());
    }
    return request;
  }

  private String token() throws IOException, InterruptedException {
    if (token == null) {
      String form =
          "grant_type=password&client_id=terminal&scope=openid&username="
              + DemoUsers.ADMINISTRATOR
              + "&password="
              + URLEncoder.encode(password.orElseThrow(), StandardCharsets.UTF_8);
      HttpResponse<String> answer =
          send(
              HttpRequest.newBuilder(URI.create(base + "/oidc/endpoint/smarthome/token"))
                  .timeout(Duration.ofSeconds(30))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString(form)));
      if (answer.statusCode() != 200) {
        throw refused("the administrator's login", answer);
      }
      token = read(answer.body()).getString("access_token");
    }
    return token;
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  static JsonObject read(String body) {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      return reader.readObject();
    }
  }
}
