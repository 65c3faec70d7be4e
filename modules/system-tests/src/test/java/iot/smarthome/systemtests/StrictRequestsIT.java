package iot.smarthome.systemtests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.standalone.DemoUsers;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What no honest client sends, through the whole platform: each is refused as a problem that says
 * where it is wrong and how to mend it, never by a page and never as a fault of ours.
 */
@ExtendWith(Platform.class)
class StrictRequestsIT {

  private static final List<String> JSON = List.of("Content-Type: application/json");

  private static RawHttp.Answer send(String line, List<String> headers, byte[] body)
      throws IOException {
    List<String> all = new ArrayList<>(headers);
    all.add("Authorization: " + Logins.user(DemoUsers.ADMINISTRATOR));
    return RawHttp.send(URI.create(Platform.address()).getPort(), line, all, body);
  }

  private static RawHttp.Answer get(String address, String... headers) throws IOException {
    return send("GET " + address, List.of(headers), new byte[0]);
  }

  private static JsonObject refused(RawHttp.Answer answer, int status, String field) {
    assertThat(answer.status()).as(answer.head() + answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    JsonObject problem = answer.json();
    assertThat(problem.getInt("status")).isEqualTo(status);
    assertThat(problem.getString("type")).startsWith("urn:problem:smarthome:");
    JsonObject violation = problem.getJsonArray("violations").getJsonObject(0);
    assertThat(violation.getString("field")).as(answer.body()).isEqualTo(field);
    assertThat(violation.getString("message")).isNotBlank();
    assertThat(violation.getString("mend")).isNotBlank();
    return problem;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/devices/%23",
        "/api/devices/a%5Cb",
        "/api/devices/a\\b",
        "/api/devices/a%2Fb",
        "/api/devices/%2e%2e/users",
        "/api/devices/../users",
        "/api/devices;a=b",
        "/api/devices/%C0%AF"
      })
  void aPathThatCanBeReadInTwoWays(String path) throws IOException {
    refused(get(path), 400, "(path)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/devices/%00", "/api/devices/%0a", "/api/devices/%zz", "/api/devices/%"})
  void aPathThatTheServerCannotDecodeIsRefusedBeforeAnybodyIsAsked(String path) throws IOException {
    // in the server's own words, which no application can change
    assertThat(get(path).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%=1", "a=%FF", "a=%4", "a=b|c", "a=\u00e4"})
  void aQueryThatCannotBeDecoded(String query) throws IOException {
    refused(get("/api/devices?" + query), 400, "(query)");
  }

  @ParameterizedTest
  @CsvSource({"colour=red,colour", "limit=1&limit=2,limit", "limit=x,limit", "cursor=abc,cursor"})
  void aParameterThatWouldBeIgnored(String query, String field) throws IOException {
    refused(get("/api/devices?" + query), 400, field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/devices/a.jsp", "/x.jspx", "/WEB-INF/web.xml", "/server-errors"})
  void aPathThatTheServerTakesForAPage(String path) throws IOException {
    refused(get(path), 404, "(path)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "TRACK", "PROPFIND", "ANYTHING"})
  void aMethodThatNobodyHas(String method) throws IOException {
    RawHttp.Answer answer = send(method + " /api/devices", List.of(), new byte[0]);
    refused(answer, 405, "(method)");
    assertThat(answer.header("Allow")).contains("GET", "POST");
  }

  @Test
  void aMethodThatThisPathDoesNotHave() throws IOException {
    RawHttp.Answer answer = send("PUT /api/devices", JSON, "{}".getBytes(UTF_8));
    refused(answer, 405, "(method)");
    assertThat(answer.header("Allow")).contains("GET", "POST").doesNotContain("PUT");
  }

  @Test
  void anAddressAndHeadersWithoutEnd() throws IOException {
    refused(get("/api/devices/" + "a".repeat(3000)), 414, "(path)");
    refused(get("/api/devices?category=" + "a".repeat(9000)), 414, "(query)");
    RawHttp.Answer withinLimits =
        get("/api/devices?category=" + "a".repeat(8000), "X-Long: " + "a".repeat(20_000));
    assertThat(withinLimits.status()).as(withinLimits.body()).isLessThan(500);
    refused(
        get("/api/devices", "X-One: " + "a".repeat(20_000), "X-Two: " + "a".repeat(20_000)),
        431,
        "(headers)");
    // more than the server itself reads
    assertThat(get("/api/devices/" + "a".repeat(40_000)).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Accept|json",
        "Accept|application/json;q=x",
        "Accept|*/",
        "Accept|a b/c",
        "Accept-Language|de;q=zz"
      })
  void aHeaderThatCannotBeRead(String name, String value) throws IOException {
    refused(get("/api/devices?limit=1", name + ": " + value), 400, name);
  }

  @Test
  void anAnswerThatItsReaderDoesNotAccept() throws IOException {
    refused(get("/api/devices?limit=1", "Accept: text/html"), 406, "Accept");
    RawHttp.Answer problem = get("/api/devices/unknown", "Accept: text/html");
    assertThat(problem.status()).as("problems are sent to everybody").isEqualTo(404);
    assertThat(problem.header("Content-Type")).startsWith("application/problem+json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "json|400",
        "application/|400",
        "a b/c|400",
        ";;;|400",
        "text/html|415",
        "multipart/form-data|415"
      })
  void aBodyOfATypeThatIsNone(String type, int status) throws IOException {
    RawHttp.Answer answer =
        send("POST /api/buildings", List.of("Content-Type: " + type), "{}".getBytes(UTF_8));
    refused(answer, status, "Content-Type");
  }

  @Test
  void aBodyWithoutAType() throws IOException {
    JsonObject problem =
        refused(send("POST /api/buildings", List.of(), "{}".getBytes(UTF_8)), 415, "Content-Type");
    assertThat(problem.toString()).contains("is missing", "application/json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{|(body)",
        "{} {}|(body)",
        "null|(body)",
        "{\"code\":\"a\",\"code\":\"b\"}|code",
        "{\"code\":\"\\ud800\"}|code",
        "{\"code\":1e99999}|code",
        "{\"code\":1e999999999999}|code",
        "{\"code\":\"\u00ff\"}|(body)"
      })
  void aBodyThatIsNoJson(String body, String field) throws IOException {
    refused(send("POST /api/buildings", JSON, body.getBytes(ISO_8859_1)), 400, field);
  }

  @Test
  void aBodyThatIsNestedWithoutEndStopsNobodyElse() throws IOException {
    for (int depth : new int[] {70, 900, 5000}) {
      String nested = "{\"code\":".repeat(depth) + "1" + "}".repeat(depth);
      // repeatedly: a decision point that seemed to fail would be left alone, and everybody with it
      for (int i = 0; i < 8; i++) {
        RawHttp.Answer answer = send("POST /api/buildings", JSON, nested.getBytes(UTF_8));
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("nested");
      }
    }
    assertThat(get("/api/devices?limit=1").status()).isEqualTo(200);
  }

  @Test
  void aBodyThatEndsEarly() throws IOException {
    String head =
        "POST /api/buildings HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: "
            + Logins.user(DemoUsers.ADMINISTRATOR)
            + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{";
    refused(
        RawHttp.send(URI.create(Platform.address()).getPort(), head.getBytes(UTF_8)),
        400,
        "(body)");
  }

  @Test
  void aTableMayBeLargerThanAnObject() throws IOException {
    byte[] table =
        ("building,floor,area,room,name\nHQ,,,," + "n".repeat(3_000_000)).getBytes(UTF_8);
    RawHttp.Answer read =
        send("POST /api/buildings/import?dryRun=true", List.of("Content-Type: text/csv"), table);
    assertThat(read.status()).as(read.body()).isEqualTo(200);
    assertThat(read.body()).as("said by who reads tables").contains("has 3000000 characters");
    refused(send("POST /api/buildings", JSON, table), 413, "(body)");
  }

  @Test
  void aHostWithoutAPortIsServedAndAStrangeOneFindsNoPage() throws IOException {
    int port = URI.create(Platform.address()).getPort();
    String request = "GET /api/nothing HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n";
    RawHttp.Answer plain =
        RawHttp.send(port, request.formatted("smarthome.example").getBytes(UTF_8));
    assertThat(plain.header("Content-Type")).startsWith("application/problem+json");
    RawHttp.Answer strange =
        RawHttp.send(port, request.formatted("smarthome.example:1").getBytes(UTF_8));
    assertThat(strange.status()).isEqualTo(404);
    assertThat(strange.body()).contains("Nothing is served under this host").hasSizeLessThan(300);
  }
}
