package iot.smarthome.tuya.cloud.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tuya Cloud on loopback, below a path of its own: checks each signature over the bytes that came,
 * has one token at a time, and answers as the test says.
 */
final class StubTuya implements AutoCloseable {

  static final String OK = "{\"success\":true,\"t\":1,\"result\":{\"id\":\"d1\"}}";

  /** A connection that ends without an answer. */
  static final String LOST = "";

  static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final String PATH = "/tuya";

  /** Method, URL, token and body of each call that is none for a token. */
  final List<String> seen = new CopyOnWriteArrayList<>();

  final List<String> refreshes = new CopyOnWriteArrayList<>();
  final AtomicInteger logins = new AtomicInteger();
  private final Deque<String> answers = new ArrayDeque<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  volatile String refreshAnswer;
  volatile String loginAnswer;
  volatile long clockAheadMillis;
  private volatile String alive;

  /** A clock that a test sets forward. */
  static final class MutableClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    void forward(Duration by) {
      ahead = ahead.plus(by);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }
  }

  StubTuya() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(PATH, this::answer);
    server.setExecutor(threads);
    server.start();
  }

  CloudSettings settings() {
    return new CloudSettings(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH),
        "client",
        SECRET,
        "asset",
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        1000,
        1,
        Duration.ofSeconds(60),
        Duration.ofSeconds(60));
  }

  void willAnswer(String... next) {
    synchronized (answers) {
      answers.addAll(List.of(next));
    }
  }

  /** Somebody else logs in. */
  void loginElsewhere() {
    alive = "elsewhere";
  }

  static String token(String name) {
    return "{\"success\":true,\"result\":{\"access_token\":\""
        + name
        + "\",\"refresh_token\":\"r-"
        + name
        + "\",\"expire_time\":7200,\"uid\":\"u\"}}";
  }

  static String error(String code) {
    return "{\"success\":false,\"code\":" + code + ",\"msg\":\"words of " + code + "\",\"t\":1}";
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String text = text(exchange, body);
    if (text.equals(LOST)) {
      exchange.close();
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json;charset=UTF-8");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String text(HttpExchange exchange, byte[] body) {
    String url = exchange.getRequestURI().toString().substring(PATH.length());
    String token = exchange.getRequestHeaders().getFirst("access_token");
    String time = exchange.getRequestHeaders().getFirst("t");
    String expected =
        new RequestSignature("client", SECRET)
            .sign(
                exchange.getRequestMethod(),
                token,
                Long.parseLong(time),
                exchange.getRequestHeaders().getFirst("nonce"),
                Map.of(),
                body,
                signed(url));
    if (!expected.equals(exchange.getRequestHeaders().getFirst("sign"))) {
      return error("1004");
    }
    long now = System.currentTimeMillis() + clockAheadMillis;
    if (Math.abs(now - Long.parseLong(time)) > 300_000) {
      return "{\"success\":false,\"code\":1013,\"msg\":\"request time is invalid\",\"t\":"
          + now
          + "}";
    }
    if (url.equals("/v1.0/token?grant_type=1")) {
      String name = "login" + logins.incrementAndGet();
      if (loginAnswer != null) {
        return loginAnswer;
      }
      alive = name;
      return token(name);
    }
    if (url.startsWith("/v1.0/token/")) {
      refreshes.add(url);
      alive = "renewed";
      return refreshAnswer;
    }
    seen.add(
        exchange.getRequestMethod()
            + " "
            + url
            + " "
            + token
            + " "
            + new String(body, StandardCharsets.UTF_8));
    if (!token.equals(alive)) {
      return "{\"success\":false,\"code\":1010,\"msg\":\"token invalid\",\"t\":" + now + "}";
    }
    synchronized (answers) {
      return answers.isEmpty() ? OK : answers.poll();
    }
  }

  private static String signed(String url) {
    String[] parts = url.split("\\?", 2);
    Map<String, String> query = new HashMap<>();
    for (String parameter : parts.length == 1 ? new String[0] : parts[1].split("&", -1)) {
      String[] pair = parameter.split("=", 2);
      query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    return RequestSignature.url(parts[0], query);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
