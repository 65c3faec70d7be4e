package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.sun.net.httpserver.HttpServer;
import iot.smarthome.embedded.mongodb.EmbeddedMongoDb;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A list inside its own Liberty is cut down to what User Service says its caller may see. Device
 * Service stands for every service with lists; User Service is played.
 */
class ScopeIT {

  private static final String SECRET = "shown-by-the-gateway";
  private static final String ADDRESS = "203.0.113.5";
  private static final int DEVICES = 1200;

  private static final Map<String, String> SCOPES = new ConcurrentHashMap<>();
  private static final List<String> SECRETS =
      java.util.Collections.synchronizedList(new ArrayList<>());
  private static final List<String> ADDRESSES =
      java.util.Collections.synchronizedList(new ArrayList<>());
  private static final AtomicInteger ASKED = new AtomicInteger();

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static EmbeddedMongoDb mongodb;
  private static HttpServer neighbour;
  private static Tokens tokens;
  private static ServiceAlone service;
  private static volatile boolean down;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    mongodb = EmbeddedMongoDb.start(folder.resolve("mongodb"), 0);
    fill();
    neighbour = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String address = "http://127.0.0.1:" + neighbour.getAddress().getPort();
    tokens = new Tokens(address);
    neighbour.setExecutor(Executors.newCachedThreadPool());
    answer("/jwk", exchange -> tokens.jwks());
    answer("/user-service/authorization/scope", ScopeIT::scope);
    neighbour.start();
    Map<String, String> environment = new HashMap<>(tokens.environment());
    environment.putAll(
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS",
            "127.0.0.1:1",
            "MONGODB_URI",
            mongodb.connectionString(),
            "SMARTHOME_USER_URL",
            address + "/user-service",
            "SMARTHOME_GATEWAY_SECRET",
            SECRET,
            "SMARTHOME_SECURITY_LOGIN",
            "required",
            "SMARTHOME_SCOPE_MODE",
            "enforced"));
    service = ServiceAlone.start("device-service", folder.resolve("service"), environment);
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
    neighbour.stop(0);
    mongodb.close();
  }

  /** By the token's subject; whoever is not known has no scope. */
  private static String scope(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    ASKED.incrementAndGet();
    SECRETS.add(exchange.getRequestHeaders().getFirst("X-Smarthome-Gateway"));
    ADDRESSES.add(exchange.getRequestHeaders().getFirst("X-Forwarded-For"));
    if (down) {
      throw new IOException("away");
    }
    assertThat(exchange.getRequestURI().getQuery()).isEqualTo("action=readDevice");
    return SCOPES.get(subject(exchange.getRequestHeaders().getFirst("Authorization")));
  }

  private static String subject(String authorization) {
    String claims =
        new String(
            java.util.Base64.getUrlDecoder().decode(authorization.split("\\.")[1]),
            StandardCharsets.UTF_8);
    return json(claims).getString("sub");
  }

  @Test
  void showsEachCallerItsOwnPageByPage() throws Exception {
    SCOPES.put("east", "{\"unrestricted\":false,\"places\":[\"a0\"],\"devices\":[\"d0001\"]}");
    SCOPES.put("west", "{\"unrestricted\":false,\"places\":[\"r1\"],\"devices\":[]}");
    SCOPES.put("all", "{\"unrestricted\":true,\"places\":[],\"devices\":[]}");
    SCOPES.put("none", "{\"unrestricted\":false,\"places\":[],\"devices\":[]}");

    assertThat(allPages("east"))
        .hasSize(DEVICES / 2 + 1)
        .isSorted()
        .allMatch(id -> id.equals("d0001") || number(id) % 2 == 0);
    assertThat(allPages("west")).hasSize(DEVICES / 4).allMatch(id -> number(id) % 4 == 1);
    assertThat(allPages("all")).hasSize(DEVICES);
    assertThat(allPages("none")).isEmpty();
    assertThat(SECRETS).containsOnly(SECRET);
    assertThat(ADDRESSES).containsOnly(ADDRESS);

    String cursor = json(list("east", "?limit=10").body()).getString("next");
    assertThat(ids(list("west", "?limit=10&cursor=" + cursor)))
        .isNotEmpty()
        .allMatch(id -> number(id) % 4 == 1);
  }

  @Test
  void feelsAChangeOfTheScopeWithinASecondOrSo() throws Exception {
    SCOPES.put("changing", "{\"unrestricted\":true}");
    assertThat(ids(list("changing", ""))).isNotEmpty();

    SCOPES.put("changing", "{\"unrestricted\":false}");
    await()
        .atMost(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(ids(list("changing", ""))).isEmpty());
  }

  @Test
  void showsNothingWithoutATokenOrWhileUserServiceIsAway() throws Exception {
    assertThat(send(null, "").statusCode()).isEqualTo(401);

    SCOPES.put("waiting", "{\"unrestricted\":true}");
    down = true;
    try {
      HttpResponse<String> refusal = list("waiting", "");
      assertThat(refusal.statusCode()).as(refusal.body()).isEqualTo(503);
      assertThat(refusal.headers().firstValue("Retry-After")).isPresent();
      assertThat(refusal.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/problem+json");
      assertThat(refusal.body()).contains("urn:problem:smarthome:device-service:scope-unavailable");

      // after enough failures nobody is asked any more, and the answer comes at once
      int before;
      do {
        before = ASKED.get();
        assertThat(list("waiting", "").statusCode()).isEqualTo(503);
      } while (ASKED.get() > before);
    } finally {
      down = false;
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(list("waiting", "").statusCode()).isEqualTo(200));
  }

  private static List<String> allPages(String subject) throws Exception {
    List<String> ids = new ArrayList<>();
    String next = null;
    do {
      HttpResponse<String> page =
          list(subject, "?limit=200" + (next == null ? "" : "&cursor=" + next));
      ids.addAll(ids(page));
      next = json(page.body()).getString("next", null);
    } while (next != null);
    return ids;
  }

  private static List<String> ids(HttpResponse<String> page) {
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    return json(page.body()).getJsonArray("items").getValuesAs(JsonObject.class).stream()
        .map(item -> item.getString("id"))
        .toList();
  }

  private static int number(String id) {
    return Integer.parseInt(id.substring(1));
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }

  private static HttpResponse<String> list(String subject, String query) throws Exception {
    return send(tokens.bearer(subject), query);
  }

  private static HttpResponse<String> send(String authorization, String query) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.uri("/device-service/devices" + query))
            .header("X-Smarthome-Gateway", SECRET)
            .header("X-Forwarded-For", ADDRESS)
            .timeout(Duration.ofSeconds(30));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Every other device in area a0, the others in a1; four rooms. */
  @SuppressWarnings("JavaUtilDate") // BSON's dates are Dates in the driver
  private static void fill() {
    Date now = Date.from(Instant.now());
    List<Document> devices = new ArrayList<>();
    for (int i = 0; i < DEVICES; i++) {
      devices.add(
          new Document("_id", "d%04d".formatted(i))
              .append("name", "Device " + i)
              .append("category", "ywbj")
              .append("serial", "SN" + i)
              .append("bindCode", "BC" + i)
              .append("lifeCycle", "SHADOW")
              .append("connectivity", "UNKNOWN")
              .append("connectivityAt", now)
              .append("registeredAt", now)
              .append("updatedAt", now)
              .append("submittedVersion", 1L)
              .append("version", 1L)
              .append(
                  "location",
                  new Document("buildingId", "b")
                      .append("floorId", "f")
                      .append("areaId", "a" + i % 2)
                      .append("roomId", "r" + i % 4)));
    }
    try (MongoClient client = MongoClients.create(mongodb.connectionString())) {
      client.getDatabase("device-service").getCollection("devices").insertMany(devices);
    }
  }

  private interface Answer {
    String to(com.sun.net.httpserver.HttpExchange exchange) throws IOException;
  }

  private static void answer(String path, Answer answer) {
    neighbour.createContext(
        path,
        exchange -> {
          try (exchange) {
            byte[] body = answer.to(exchange).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
  }
}
