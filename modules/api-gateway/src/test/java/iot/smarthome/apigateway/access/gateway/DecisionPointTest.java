package iot.smarthome.apigateway.access.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import iot.smarthome.apigateway.access.entity.Caller;
import iot.smarthome.apigateway.access.entity.Decision;
import iot.smarthome.apigateway.access.entity.Fault;
import iot.smarthome.apigateway.access.entity.Question;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.client.HttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecisionPointTest {

  private final HttpClient client = new HttpClient();
  private HttpServer server;
  private volatile int status = 200;
  private volatile String answer = "";
  private volatile String asked;
  private volatile String secret;
  private volatile String token;
  private final CountDownLatch late = new CountDownLatch(1);
  private volatile boolean slow;
  private Duration timeout = Duration.ofSeconds(20);

  @BeforeEach
  void start() throws Exception {
    client.start();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/decisions",
        exchange -> {
          asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          secret = exchange.getRequestHeaders().getFirst("X-Smarthome-Gateway");
          token = exchange.getRequestHeaders().getFirst("Authorization");
          if (slow) {
            await(late);
          }
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @AfterEach
  void stop() throws Exception {
    late.countDown();
    server.stop(0);
    client.stop();
  }

  private Decision ask() {
    DecisionPoint point =
        new DecisionPoint(
            client,
            "http://127.0.0.1:" + server.getAddress().getPort() + "/decisions",
            timeout,
            Optional.of("s3cret"));
    return point
        .ask(
            new Question(
                new Caller("engineer", "terminal", true, Instant.MAX),
                "Bearer t",
                "POST",
                "/devices",
                "a=b",
                "{\"areaId\":\"a-1\"}",
                "203.0.113.5",
                "r-1",
                "00-1-1-00"))
        .join();
  }

  @Test
  void asksAsTheCallerAndReadsTheAnswer() {
    answer =
        "{\"decision\":\"DENY\",\"action\":\"registerDevice\",\"resource\":{\"type\":\"Area\","
            + "\"id\":\"a-1\"},\"policies\":[\"p-1\"],\"reason\":\"No.\",\"later\":1}";
    Decision decision = ask();
    assertThat(decision.kind()).isEqualTo(Decision.Kind.DENY);
    assertThat(decision.policies()).containsExactly("p-1");
    assertThat(decision.resourceId()).isEqualTo("a-1");
    assertThat(token).isEqualTo("Bearer t");
    assertThat(secret).isEqualTo("s3cret");
    assertThat(asked)
        .contains("\"path\":\"/devices\"", "\"body\":{\"areaId\":\"a-1\"}", "\"mfa\":true")
        .contains("\"network\":\"203.0.113.5\"", "\"query\":\"a=b\"");
  }

  @Test
  void tellsARefusedTokenAndABodyThatIsTooLarge() {
    status = 401;
    assertThat(ask().kind()).isEqualTo(Decision.Kind.UNAUTHENTICATED);
    status = 413;
    assertThat(ask().kind()).isEqualTo(Decision.Kind.TOO_LARGE);
  }

  @Test
  void tellsWhatOfTheRequestCannotBeRead() {
    status = 400;
    answer =
        "{\"status\":400,\"violations\":[{\"field\":\"body.name\",\"message\":\"comes twice\","
            + "\"mend\":\"give it once\"},{\"field\":\"body\",\"message\":\"is nested\"},"
            + "{\"field\":\"path\",\"message\":\"is long\"}]}";
    Decision decision = ask();
    assertThat(decision.kind()).isEqualTo(Decision.Kind.MALFORMED);
    assertThat(decision.faults())
        .containsExactly(
            new Fault("name", "comes twice", "give it once"),
            new Fault("(body)", "is nested", null),
            new Fault("(path)", "is long", null));
    for (String odd : new String[] {"", "{}", "{\"violations\":[1]}", "<html>"}) {
      answer = odd;
      assertThatThrownBy(this::ask).hasCauseInstanceOf(DecisionUnavailableException.class);
    }
  }

  @Test
  void tellsTheMethodsThatThereAre() {
    answer = "{\"decision\":\"NO_SUCH_OPERATION\",\"methods\":[\"GET\",\"HEAD\"]}";
    assertThat(ask().methods()).containsExactly("GET", "HEAD");
  }

  @Test
  void takesNothingElseForAnAnswer() {
    for (String odd : new String[] {"", "[]", "{}", "{\"decision\":\"MAYBE\"}", "<html>", "{"}) {
      answer = odd;
      assertThatThrownBy(this::ask).hasCauseInstanceOf(DecisionUnavailableException.class);
    }
    answer = "{\"decision\":\"ALLOW\"}";
    status = 500;
    assertThatThrownBy(this::ask).hasCauseInstanceOf(DecisionUnavailableException.class);
  }

  @Test
  void doesNotWaitForLong() {
    slow = true;
    timeout = Duration.ofMillis(300);
    assertThatThrownBy(this::ask).hasCauseInstanceOf(DecisionUnavailableException.class);
  }
}
