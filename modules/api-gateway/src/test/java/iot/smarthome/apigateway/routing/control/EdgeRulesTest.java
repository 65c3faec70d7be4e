package iot.smarthome.apigateway.routing.control;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.apigateway.routing.entity.OpenRoutes;
import iot.smarthome.apigateway.routing.entity.PublicPath;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeRulesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Smarthome-Gateway",
        "x-smarthome-user",
        "X-Forwarded-For",
        "Forwarded",
        "X-User-Id",
        "X-Remote-User",
        "Remote-User",
        "X-Authenticated-Userid",
        "X-Consumer-Username",
        "X-Real-IP",
        "$WSRU",
        "X-HTTP-Method-Override",
        "X-Original-URL",
        "Via"
      })
  void takesAwayWhatACallerClaims(String header) {
    assertThat(HeaderRules.isClaimed(header)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Authorization", "If-Match", "Idempotency-Key", "Content-Type", "Last-Event-ID"})
  void leavesWhatServicesNeed(String header) {
    assertThat(HeaderRules.isClaimed(header)).isFalse();
  }

  @Test
  void tellsBrowsersToTakeTheApiForDataAndHidesTheServer() {
    assertThat(HeaderRules.ofAnswers(false))
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    assertThat(HeaderRules.ofAnswers(true).get("Content-Security-Policy"))
        .contains("frame-ancestors 'none'");
    assertThat(HeaderRules.isPassedBack("Server")).isFalse();
    assertThat(HeaderRules.isPassedBack("ETag")).isTrue();
  }

  @Test
  void allowsTheOriginsThatAreNamedAndNoOther() {
    Cors cors = new Cors("https://console.example, http://localhost:5173");
    assertThat(cors.headers("https://console.example"))
        .containsEntry("Access-Control-Allow-Origin", "https://console.example")
        .containsEntry("Vary", "Origin")
        .doesNotContainKey("Access-Control-Allow-Credentials");
    assertThat(cors.headers("https://evil.example")).containsOnlyKeys("Vary");
    assertThat(cors.headers(null)).containsOnlyKeys("Vary");
    assertThat(cors.preflight("http://localhost:5173"))
        .containsKeys("Access-Control-Allow-Methods", "Access-Control-Allow-Headers");
    assertThat(cors.preflight("null")).containsOnlyKeys("Vary");
    assertThat(new Cors("").headers("https://console.example")).isEmpty();
    assertThatThrownBy(() -> new Cors("*")).hasMessageContaining("name each origin");
  }

  @Test
  void knowsAPreflight() {
    assertThat(Cors.isPreflight("OPTIONS", "https://a", "POST")).isTrue();
    assertThat(Cors.isPreflight("OPTIONS", null, "POST")).isFalse();
    assertThat(Cors.isPreflight("GET", "https://a", "POST")).isFalse();
  }

  @Test
  void keepsATraceAndBeginsOneInPlaceOfWhatIsNone() {
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    assertThat(TraceParent.of(trace)).isEqualTo(trace);
    for (String odd :
        new String[] {
          null,
          "",
          "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
          "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
          trace.toUpperCase(java.util.Locale.ROOT),
          trace + "\r\nX: y"
        }) {
      assertThat(TraceParent.of(odd)).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
    }
  }

  @Test
  void readsABodyAsServicesDo() {
    assertThat(JsonBody.of(" {\"a\":1,\"a\":2}".getBytes(UTF_8))).contains("{\"a\":2}");
    assertThat(JsonBody.of("{\"roomId\":\"r\"}".getBytes(UTF_16LE))).contains("{\"roomId\":\"r\"}");
    // what comes after the first value is read by nobody
    assertThat(JsonBody.of("{} , {\"x\":1}".getBytes(UTF_8))).contains("{}");
    assertThat(JsonBody.of("[1]".getBytes(UTF_8))).contains("[1]");
    for (String other : new String[] {"", "{", "<svg/>", "code,name\n1,2"}) {
      assertThat(JsonBody.of(other.getBytes(UTF_8))).as(other).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/devices//d1/, /devices/d1",
    "/%64evices/a%20b, /devices/a%20b",
    "/devices/a+b, /devices/a%2Bb",
    "/devices/ä, /devices/%C3%A4"
  })
  void bringsAPathIntoOneForm(String sent, String form) {
    assertThat(PublicPath.of(sent)).contains(form);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/devices/../users",
        "/devices/%2e%2e/users",
        "/devices/%2E/x",
        "/devices/a%2Fb",
        "/devices/a%5cb",
        "/devices;x=1",
        "/devices/a%3Bb",
        "/devices/%0d%0a",
        "/devices/%00",
        "/devices/%zz",
        "/devices/%C0%AF"
      })
  void refusesAPathThatCanBeReadInTwoWays(String sent) {
    assertThat(PublicPath.of(sent)).isEmpty();
  }

  @Test
  void opensOnlyWhatIsNamedForItsMethods() {
    OpenRoutes open =
        new OpenRoutes(
            Map.of(
                "contracts", "GET,HEAD /openapi -> http://127.0.0.1:1/openapi",
                "token", "POST /oidc/token -> http://127.0.0.1:1/oidc/token"));
    assertThat(open.address("GET", "/openapi/ui")).contains("http://127.0.0.1:1/openapi/ui");
    assertThat(open.address("POST", "/openapi/ui")).isEmpty();
    assertThat(open.address("GET", "/oidc/token")).isEmpty();
    assertThat(open.address("POST", "/oidc/registration")).isEmpty();
    assertThatThrownBy(() -> new OpenRoutes(Map.of("x", "/openapi -> http://a/b")))
        .hasMessageContaining("methods");
  }
}
