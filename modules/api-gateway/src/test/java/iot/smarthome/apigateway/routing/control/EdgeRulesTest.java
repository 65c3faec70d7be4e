package iot.smarthome.apigateway.routing.control;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import iot.smarthome.apigateway.routing.entity.MalformedAddressException;
import iot.smarthome.apigateway.routing.entity.OpenRoutes;
import iot.smarthome.apigateway.routing.entity.PublicPath;
import iot.smarthome.apigateway.routing.entity.PublicQuery;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
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
    String deep = "{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}";
    String huge = "{\"a\":1e99999999999}";
    for (String other : new String[] {"", "{", "<svg/>", "code,name\n1,2", deep, huge}) {
      assertThat(JsonBody.of(other.getBytes(UTF_8))).as(other).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/devices//d1/, /devices/d1",
    "/%64evices/a%20b, /devices/a%20b",
    "/devices/a+b, /devices/a%2Bb",
    "/devices/ä, /devices/%C3%A4",
    "/devices/%23%3f, /devices/%23%3F",
    "/devices/\uD83D\uDE00, /devices/%F0%9F%98%80",
    "/devices/%EF%BF%BD, /devices/%EF%BF%BD"
  })
  void bringsAPathIntoOneForm(String sent, String form) throws MalformedAddressException {
    assertThat(PublicPath.of(sent)).isEqualTo(form);
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
        "/devices/%4",
        "/devices/%",
        "/devices/%\uFF14\uFF11",
        "/devices/%C0%AF"
      })
  void refusesAPathThatCanBeReadInTwoWays(String sent) {
    assertThatThrownBy(() -> PublicPath.of(sent))
        .isInstanceOfSatisfying(
            MalformedAddressException.class,
            e -> {
              Failure failure = Failure.malformed(e);
              assertThat(failure.status()).isEqualTo(400);
              assertThat(failure.more().getJsonArray("violations").getJsonObject(0))
                  .containsKeys("field", "message", "mend");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "%=1 hexadecimal",
        "a=%4 hexadecimal",
        "a=%FF UTF-8",
        "a=%ED%A0%80 UTF-8",
        "a=ä U+00E4",
        "a=b|c U+007C",
        "a=\"b\" U+0022",
        "a=<b> U+003C",
        "a={b} U+007B",
        "a=b\\c U+005C",
        "a=b^c U+005E"
      })
  void refusesAQueryThatCannotBeRead(String sent, String why) {
    assertThatThrownBy(() -> PublicQuery.check(sent))
        .isInstanceOf(MalformedAddressException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "a", "&&=&", "a=%25&b=%C3%A4+c", "at=2026-11-25T00:00:00Z", "a[]=/?@"})
  void takesEveryOtherQueryAsItIs(String sent) throws MalformedAddressException {
    PublicQuery.check(sent);
    // so that Jetty's client takes it, too
    assertThat(URI.create("http://127.0.0.1/x" + (sent == null ? "" : "?" + sent)).getRawQuery())
        .isEqualTo(sent);
  }

  @Test
  void aMediaTypeMayHaveALimitOfItsOwn() {
    BodyLimits limits =
        BodyLimits.from(
            new SmallRyeConfigBuilder()
                .withDefaultValue(BodyLimits.LIMIT, "100")
                .withDefaultValue(BodyLimits.LIMIT + ".csv", "400")
                .build());
    assertThat(limits.of(null)).isEqualTo(limits.usual()).isEqualTo(100);
    assertThat(limits.of("application/json")).isEqualTo(100);
    assertThat(limits.of("TEXT/CSV; charset=utf-8")).isEqualTo(400);
    assertThat(limits.of(";;")).isEqualTo(100);
  }

  @Test
  void collectsWhatIsWrong() {
    Failure failure =
        Failure.tooLarge(1).violation("name", "is empty", "give one").violation("x", "y", null);
    assertThat(failure.more().getJsonArray("violations")).hasSize(3);
    assertThat(failure.more().getJsonArray("violations").getJsonObject(2))
        .doesNotContainKey("mend");
    Failure refused = Failure.methodNotAllowed("TRACE", List.of("GET", "HEAD"));
    assertThat(refused.headers()).containsEntry("Allow", "GET, HEAD");
    assertThat(refused.more().getJsonArray("violations")).hasSize(1);
    assertThat(Failure.incompleteBody().status()).isEqualTo(400);
    assertThat(Failure.tooLong("(path)", 3000, 2048).status()).isEqualTo(414);
    assertThat(Failure.headersTooLarge(40_000, 32_768).status()).isEqualTo(431);
    assertThat(Failure.refused(417).status()).isEqualTo(417);
    assertThat(Failure.of(new PageFromServiceException("/x", 400)).status()).isEqualTo(400);
    assertThat(Failure.of(new PageFromServiceException("/x", 500)).status()).isEqualTo(502);
    assertThat(Failure.ours("r-1").detail()).contains("r-1");
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
