package iot.smarthome.tuya.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import iot.smarthome.messaging.Backoff;
import iot.smarthome.tuya.cloud.gateway.TuyaCloud.PairingAnswer;
import iot.smarthome.tuya.cloud.gateway.TuyaCloudException.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a stub of Tuya Cloud that checks each signature. */
class TuyaCloudTest {

  private static final String OK = "{\"success\":true,\"t\":1,\"result\":{\"id\":\"d1\"}}";
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final Deque<String> answers = new ArrayDeque<>();
  private final AtomicInteger logins = new AtomicInteger();
  private final MutableClock clock = new MutableClock();
  private HttpServer server;
  private TuyaCloud cloud;
  private volatile String refreshAnswer;

  /** A clock that a test sets. */
  static final class MutableClock extends Clock {
    private Instant now = Instant.now();

    void forward(Duration by) {
      now = now.plus(by);
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
      return now;
    }
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.start();
    cloud = cloud(server.getAddress().getPort());
  }

  private TuyaCloud cloud(int port) {
    return new TuyaCloud(
        new CloudSettings(
            URI.create("http://127.0.0.1:" + port),
            "client",
            "0123456789abcdef0123456789abcdef",
            "asset",
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            1000,
            3,
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(2)),
            Duration.ofSeconds(60),
            4,
            Duration.ofSeconds(5),
            Duration.ofSeconds(60)),
        mock(MetricRegistry.class, RETURNS_DEEP_STUBS),
        clock);
  }

  @AfterEach
  void stop() {
    server.stop(0);
    ((java.util.concurrent.ExecutorService) server.getExecutor()).shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String url = exchange.getRequestURI().toString();
    String token = exchange.getRequestHeaders().getFirst("access_token");
    String text;
    String expected =
        new RequestSignature("client", "0123456789abcdef0123456789abcdef")
            .sign(
                exchange.getRequestMethod(),
                token,
                Long.parseLong(exchange.getRequestHeaders().getFirst("t")),
                exchange.getRequestHeaders().getFirst("nonce"),
                Map.of(),
                body,
                url);
    if (!expected.equals(exchange.getRequestHeaders().getFirst("sign"))) {
      text = "{\"success\":false,\"code\":1004,\"msg\":\"sign invalid\"}";
    } else if (url.startsWith("/v1.0/token?")) {
      text = token("login" + logins.incrementAndGet());
    } else if (url.startsWith("/v1.0/token/")) {
      seen.add(url);
      text = refreshAnswer;
    } else {
      seen.add(
          exchange.getRequestMethod()
              + " "
              + url
              + " "
              + token
              + " "
              + new String(body, StandardCharsets.UTF_8));
      synchronized (answers) {
        text = answers.isEmpty() ? OK : answers.poll();
      }
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String token(String name) {
    return "{\"success\":true,\"result\":{\"access_token\":\""
        + name
        + "\",\"refresh_token\":\"r-"
        + name
        + "\",\"expire_time\":7200,\"uid\":\"u\"}}";
  }

  private static String error(String code) {
    return "{\"success\":false,\"code\":" + code + ",\"msg\":\"words of " + code + "\",\"t\":1}";
  }

  @Test
  void logsInOnceForManyCalls() {
    List<Thread> callers =
        java.util.stream.IntStream.range(0, 8)
            .mapToObj(i -> new Thread(() -> cloud.details("d1")))
            .toList();
    callers.forEach(Thread::start);
    for (Thread caller : callers) {
      try {
        caller.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    assertThat(logins).hasValue(1);
    assertThat(seen).hasSize(8).allMatch(call -> call.contains(" login1 "));
    assertThat(cloud.fault()).isEmpty();
  }

  @Test
  void renewsTheTokenBeforeItExpires() {
    cloud.details("d1");
    clock.forward(Duration.ofSeconds(7141));
    refreshAnswer = token("renewed");
    cloud.details("d1");
    assertThat(seen).element(1).isEqualTo("/v1.0/token/r-login1");
    assertThat(seen.get(2)).contains(" renewed ");
    clock.forward(Duration.ofSeconds(7141));
    refreshAnswer = error("1004");
    cloud.details("d1");
    assertThat(seen.get(4)).contains(" login2 ");
  }

  @Test
  void repeatsACallOnceWithANewTokenWhenTuyaRefusesTheOld() {
    answers.add(error("1010"));
    assertThat(cloud.details("d1").getString("id")).isEqualTo("d1");
    assertThat(logins).hasValue(2);
    assertThat(seen).hasSize(2);
  }

  @Test
  void triesAgainWhileTuyaIsBusy() {
    answers.addAll(List.of(error("1199"), "<html>bad gateway</html>", OK));
    assertThat(cloud.details("d1").getString("id")).isEqualTo("d1");
    answers.addAll(List.of(error("1110"), error("1110"), error("1110")));
    assertThatThrownBy(() -> cloud.details("d1"))
        .isInstanceOfSatisfying(
            TuyaCloudException.class, e -> assertThat(e.fault()).isEqualTo(Fault.RETRYABLE));
  }

  @Test
  void keepsCallsBackAfterTheQuotaIsSpentAndTriesLater() {
    answers.add(error("28841004"));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> cloud.details("d1"))
          .isInstanceOfSatisfying(
              TuyaCloudException.class, e -> assertThat(e.fault()).isEqualTo(Fault.PROJECT));
    }
    assertThat(seen).hasSize(1);
    assertThat(cloud.fault().orElseThrow()).contains("28841004");
    clock.forward(Duration.ofSeconds(61));
    cloud.details("d1");
    assertThat(cloud.fault()).isEmpty();
  }

  @Test
  void stopsCallingATuyaThatDoesNotAnswer() {
    server.stop(0);
    assertThatThrownBy(() -> cloud.details("d1")).isInstanceOf(TuyaCloudException.class);
    assertThatThrownBy(() -> cloud.details("d1")).isInstanceOf(TuyaCloudException.class);
    assertThatThrownBy(() -> cloud.details("d1"))
        .isInstanceOf(TuyaCloudException.class)
        .hasMessageContaining("no calls until");
  }

  @Test
  void learnsTuyasClock() {
    answers.add("{\"success\":false,\"code\":1013,\"msg\":\"t\",\"t\":1764000000000}");
    assertThat(cloud.details("d1").getString("id")).isEqualTo("d1");
  }

  @Test
  void pairsByBindCodeIntoTheAsset() {
    answers.add(
        "{\"success\":true,\"result\":[{\"device_id\":\"t1\",\"device_bind_code\":\"BC1\",\"bind_result\":true}]}");
    PairingAnswer answer = cloud.pair("BC1");
    assertThat(answer.bound()).isTrue();
    assertThat(answer.tuyaDeviceId()).isEqualTo("t1");
    assertThat(seen.get(0))
        .isEqualTo(
            "POST /v1.1/iot-02/device-bc-bind login1 {\"asset_id\":\"asset\",\"device_bind_code_list\":[\"BC1\"]}");
  }

  @Test
  void explainsARefusal() {
    answers.add(error("2010"));
    assertThatThrownBy(() -> cloud.pair("BC1"))
        .isInstanceOfSatisfying(
            TuyaCloudException.class,
            e -> {
              assertThat(e.fault()).isEqualTo(Fault.REJECTED);
              assertThat(e.code()).isEqualTo("2010");
              assertThat(e.words()).isEqualTo("words of 2010");
              assertThat(e.explanation()).contains("does not know this bind code");
            });
    answers.add(error("4711"));
    assertThatThrownBy(() -> cloud.pair("BC1"))
        .isInstanceOfSatisfying(
            TuyaCloudException.class,
            e -> assertThat(e.explanation()).contains("4711", "words of 4711"));
    answers.add(
        "{\"success\":true,\"result\":{\"list\":[{\"device_bind_code\":\"BC1\",\"bind_result\":false,\"code\":1109,\"msg\":\"no\"}]}}");
    PairingAnswer answer = cloud.pair("BC1");
    assertThat(answer.bound()).isFalse();
    assertThat(answer.refusal().code()).isEqualTo("1109");
  }

  @Test
  void readsADeviceWithoutSpecificationAsOneWithoutPoints() {
    answers.add(error("2009"));
    assertThat(cloud.specification("d1")).isEmpty();
    assertThat(cloud.specification("d1")).isPresent();
  }

  @Test
  void releasesADeviceThatIsGoneAlready() {
    answers.add(error("2010"));
    cloud.release("d1");
    assertThat(seen.get(0)).startsWith("DELETE /v1.0/iot-03/devices/d1 ");
  }
}
