package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.standalone.Credentials;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tokens of the platform's own OpenID provider. */
final class Logins {

  private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

  private Logins() {}

  /** {@code Authorization} of a demo user, by his password. */
  static String user(String name) {
    return TOKENS.computeIfAbsent(
        name,
        subject ->
            token(
                "grant_type=password&client_id=terminal&scope=openid&username="
                    + subject
                    + "&password="
                    + URLEncoder.encode(credentials().demoPassword(), StandardCharsets.UTF_8),
                null));
  }

  /** {@code Authorization} of a test client, by nobody's password. */
  static String client(String name) {
    assertThat(Credentials.testClients()).contains(name);
    return TOKENS.computeIfAbsent(
        name,
        client ->
            token(
                "grant_type=client_credentials&scope=openid",
                client + ":" + credentials().testClientSecret()));
  }

  private static Credentials credentials() {
    try {
      return Credentials.in(Path.of(System.getProperty("smarthome.test.home")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String token(String form, String basic) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(Platform.address() + "/oidc/endpoint/smarthome/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    if (basic != null) {
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)));
    }
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
        return "Bearer " + reader.readObject().getString("access_token");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
