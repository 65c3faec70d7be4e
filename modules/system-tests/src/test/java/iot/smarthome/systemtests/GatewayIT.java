package iot.smarthome.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gateway alone in its server. Behind it stands one server of the test that is at once the
 * OpenID provider's key set, the decision point, and a service.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayIT {

  private static final int LARGE = 5_000_000;
  private static final String ISSUER = "https://issuer.example/pool";

  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer behind;
  private RSAKey key;
  private ServiceAlone gateway;
  private volatile Map<String, List<String>> seen = Map.of();
  private volatile String decision = "{\"decision\":\"ALLOW\",\"policies\":[]}";
  private volatile int decisionStatus = 200;
  private final Semaphore happenings = new Semaphore(0);

  @BeforeAll
  void start(@TempDir Path home) throws Exception {
    key = new RSAKeyGenerator(2048).keyID("key-1").algorithm(JWSAlgorithm.RS256).generate();
    behind = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    behind.setExecutor(Executors.newCachedThreadPool());
    behind.createContext(
        "/jwks.json", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
    behind.createContext("/decisions", exchange -> answer(exchange, decisionStatus, decision));
    behind.createContext(
        "/alerts",
        exchange -> {
          seen = new HashMap<>(exchange.getRequestHeaders());
          exchange.getResponseHeaders().add("Set-Cookie", "a=b");
          exchange.getResponseHeaders().add("X-Powered-By", "something");
          answer(exchange, 200, "{}");
        });
    behind.createContext("/alerts/large", exchange -> answer(exchange, 200, "x".repeat(LARGE)));
    behind.createContext("/alerts/events", this::tellEventByEvent);
    behind.start();
    String base = "http://127.0.0.1:" + behind.getAddress().getPort();
    gateway =
        ServiceAlone.start(
            "api-gateway",
            home,
            Map.ofEntries(
                Map.entry("SMARTHOME_SECURITY_LOGIN", "required"),
                Map.entry("SMARTHOME_GATEWAY_AUTHORIZATION", "on"),
                Map.entry("SMARTHOME_GATEWAY_SECRET", "of-this-test"),
                Map.entry("SMARTHOME_OIDC_ISSUER", ISSUER),
                Map.entry("SMARTHOME_OIDC_JWKS_URI", base + "/jwks.json"),
                Map.entry("SMARTHOME_GATEWAY_DECISIONS_URL", base + "/decisions"),
                Map.entry("SMARTHOME_GATEWAY_ROUTES_ALERTS", "/alerts -> " + base + "/alerts"),
                Map.entry("SMARTHOME_GATEWAY_CORS_ORIGINS", "https://console.example"),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"),
                Map.entry("SMARTHOME_GATEWAY_RATE_LIMIT_SUBJECT_PER_SECOND", "20"),
                Map.entry("SMARTHOME_GATEWAY_RATE_LIMIT_SUBJECT_BURST", "20"),
                Map.entry("keystore_password", "of-a-test-that-keeps-nothing")));
  }

  @AfterAll
  void stop() throws IOException {
    gateway.close();
    behind.stop(0);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void tellEventByEvent(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      for (int i = 1; i <= 3; i++) {
        happenings.acquire();
        out.write(("data: " + i + "\n\n").getBytes(UTF_8));
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String token() throws Exception {
    return token("engineer");
  }

  private String token(String subject) throws Exception {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key-1").build(),
            new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("smarthome")
                .subject(subject)
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .build());
    jwt.sign(new RSASSASigner(key));
    return jwt.serialize();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(gateway.address() + path))
        .timeout(Duration.ofSeconds(30));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void passesOnWhatItVerifiedAndNothingThatTheCallerClaims() throws Exception {
    HttpResponse<String> answer =
        send(
            request("/api/alerts?one")
                .header("Authorization", "bearer " + token())
                .header("X-Smarthome-Gateway", "guessed")
                .header("X-Smarthome-User", "admin")
                .header("X-Forwarded-For", "10.0.0.1")
                .header("X-Remote-User", "admin")
                .header("Cookie", "LtpaToken2=stolen")
                .header("X-Request-Id", "mine-1")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(seen.get("X-smarthome-gateway")).containsExactly("of-this-test");
    assertThat(seen.get("Authorization").get(0)).startsWith("Bearer ey");
    assertThat(seen.get("X-request-id")).containsExactly("mine-1");
    assertThat(seen.get("Traceparent").get(0)).startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(seen).doesNotContainKeys("X-smarthome-user", "X-remote-user", "Cookie");
    assertThat(String.join(",", seen.getOrDefault("X-forwarded-for", List.of())))
        .doesNotContain("10.0.0.1");
    assertThat(answer.headers().map()).doesNotContainKeys("Set-Cookie", "X-Powered-By", "Server");
    assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
  }

  @Test
  void refusesWithoutATokenAndTellsNothing() throws Exception {
    HttpResponse<String> answer = send(request("/api/alerts?two"));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    assertThat(answer.body()).contains("urn:problem:smarthome:api-gateway:unauthenticated");
  }

  @Test
  void namesThePolicyThatDeniesAndFailsClosedWithoutADecision() throws Exception {
    decision =
        "{\"decision\":\"DENY\",\"action\":\"listAlerts\",\"resource\":{\"type\":\"Platform\","
            + "\"id\":\"smarthome\"},\"policies\":[\"no-alerts-today\"],\"reason\":\"Not today.\"}";
    HttpResponse<String> denied =
        send(request("/api/alerts?three").header("Authorization", "Bearer " + token()));
    assertThat(denied.statusCode()).isEqualTo(403);
    assertThat(denied.body()).contains("no-alerts-today", "\"explain\":true");

    decisionStatus = 500;
    HttpResponse<String> undecided =
        send(request("/api/alerts?four").header("Authorization", "Bearer " + token()));
    assertThat(undecided.statusCode()).isEqualTo(503);
    assertThat(undecided.headers().firstValue("Retry-After")).isPresent();

    decisionStatus = 200;
    decision = "{\"decision\":\"ALLOW\",\"policies\":[]}";
    assertThat(
            send(request("/api/alerts?five").header("Authorization", "Bearer " + token()))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void passesALargeAnswerOnWhole() throws Exception {
    HttpResponse<String> answer =
        send(request("/api/alerts/large").header("Authorization", "Bearer " + token("reader")));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).hasSize(LARGE);
  }

  @Test
  void passesEachEventOnWhenItComes() throws Exception {
    HttpRequest request =
        request("/api/alerts/events")
            .version(HttpClient.Version.HTTP_1_1)
            .header("Authorization", "Bearer " + token("watcher"))
            .build();
    CompletableFuture<HttpResponse<InputStream>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
    happenings.release();
    try (BufferedReader events =
        new BufferedReader(new InputStreamReader(answer.get(20, TimeUnit.SECONDS).body(), UTF_8))) {
      for (int i = 1; i <= 3; i++) {
        // the next one happens only when this one has come
        assertThat(CompletableFuture.supplyAsync(() -> line(events)).get(20, TimeUnit.SECONDS))
            .isEqualTo("data: " + i);
        assertThat(line(events)).isEmpty();
        happenings.release();
      }
      assertThat(events.readLine()).isNull();
    }
  }

  private static String line(BufferedReader reader) {
    try {
      return reader.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void refusesABodyBeyondTheLimitAndACallerBeyondHisRate() throws Exception {
    HttpResponse<String> large =
        send(
            request("/api/alerts")
                .header("Authorization", "Bearer " + token())
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[1_100_000])));
    assertThat(large.statusCode()).isEqualTo(413);

    String token = token("hasty");
    List<Integer> statuses =
        java.util.stream.IntStream.range(0, 200)
            .parallel()
            .mapToObj(i -> status("/api/alerts?hasty", token))
            .toList();
    assertThat(statuses).contains(200, 429);
    HttpResponse<String> other =
        send(request("/api/alerts?patient").header("Authorization", "Bearer " + token()));
    assertThat(other.statusCode()).isEqualTo(200);
  }

  private int status(String path, String token) {
    try {
      return send(request(path).header("Authorization", "Bearer " + token)).statusCode();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void answersABrowsersQuestionForTheOriginsThatAreNamed() throws Exception {
    HttpResponse<String> allowed =
        send(
            request("/api/alerts")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://console.example")
                .header("Access-Control-Request-Method", "POST"));
    assertThat(allowed.statusCode()).isEqualTo(204);
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://console.example");
    HttpResponse<String> other =
        send(
            request("/api/alerts")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST"));
    assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }
}
