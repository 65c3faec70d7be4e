package iot.smarthome.tuya.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import iot.smarthome.messaging.Backoff;
import iot.smarthome.tuya.cloud.gateway.TuyaCloudException.Fault;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a command looks like on the wire, and how often it goes there. */
class TuyaCloudCommandTest {

  private static final String TOKEN =
      "{\"success\":true,\"t\":1,\"result\":{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expire_time\":7200,\"uid\":\"u\"}}";
  private static final String TAKEN = "{\"success\":true,\"t\":1,\"result\":true}";

  /** A connection that ends without an answer. */
  private static final String LOST = "";

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final Deque<String> answers = new ArrayDeque<>();
  private HttpServer server;
  private TuyaCloud cloud;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    cloud =
        new TuyaCloud(
            new CloudSettings(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
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
            mock(MetricRegistry.class, RETURNS_DEEP_STUBS));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String url = exchange.getRequestURI().toString();
    String text = TOKEN;
    if (!url.startsWith("/v1.0/token")) {
      seen.add(exchange.getRequestMethod() + " " + url + " " + body);
      text = answers.isEmpty() ? TAKEN : answers.poll();
    }
    if (text.equals(LOST)) {
      exchange.close();
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void tellsByTheStandardInstructionSet() {
    assertThat(cloud.command("t1", "temp_set", Json.createValue(215))).isTrue();
    assertThat(seen)
        .containsExactly(
            "POST /v1.0/iot-03/devices/t1/commands {\"commands\":[{\"code\":\"temp_set\",\"value\":215}]}");
  }

  @Test
  void tellsByTheThingModelWithTheJsonInAString() {
    assertThat(cloud.issue("t1", "led", JsonValue.TRUE)).isTrue();
    assertThat(seen)
        .containsExactly(
            "POST /v2.0/cloud/thing/t1/shadow/properties/issue {\"properties\":\"{\\\"led\\\":true}\"}");
  }

  @Test
  void isSentOnceWhenItsAnswerIsLost() {
    cloud.probe();
    answers.add(LOST);
    assertThatThrownBy(() -> cloud.command("t1", "led", JsonValue.TRUE))
        .asInstanceOf(type(TuyaCloudException.class))
        .satisfies(
            lost -> {
              assertThat(lost.fault()).isEqualTo(Fault.RETRYABLE);
              assertThat(lost.code()).isEqualTo("no-answer");
            });
    assertThat(seen).hasSize(1);
  }

  @Test
  void isSentOnceWhenTuyaIsBusy() {
    answers.add("{\"success\":false,\"code\":1111,\"msg\":\"system is busy\"}");
    assertThatThrownBy(() -> cloud.command("t1", "led", JsonValue.TRUE))
        .hasMessageContaining("1111");
    assertThat(seen).hasSize(1);
  }

  @Test
  void isReplayedOnceAfterARefusedToken() {
    answers.add("{\"success\":false,\"code\":1010,\"msg\":\"token invalid\"}");
    assertThat(cloud.command("t1", "led", JsonValue.TRUE)).isTrue();
    assertThat(seen).hasSize(2);

    answers.add("{\"success\":false,\"code\":1010,\"msg\":\"token invalid\"}");
    answers.add("{\"success\":false,\"code\":1010,\"msg\":\"token invalid\"}");
    assertThatThrownBy(() -> cloud.command("t1", "led", JsonValue.TRUE))
        .hasMessageContaining("1010");
    assertThat(seen).hasSize(4);
  }

  @Test
  void saysThatTuyaTookNothing() {
    answers.add("{\"success\":true,\"t\":1,\"result\":false}");
    assertThat(cloud.command("t1", "led", JsonValue.TRUE)).isFalse();
  }

  @Test
  void readsAThingModelWhereThereIsOne() {
    answers.add("{\"success\":true,\"t\":1,\"result\":{\"model\":\"{\\\"services\\\":[]}\"}}");
    assertThat(cloud.thingModel("t1").orElseThrow()).hasToString("{\"services\":[]}");
    answers.add("{\"success\":false,\"code\":2009,\"msg\":\"not support this device\"}");
    assertThat(cloud.thingModel("t1")).isEmpty();
    assertThat(seen).allMatch(call -> call.startsWith("GET /v2.0/cloud/thing/t1/model"));
  }
}
