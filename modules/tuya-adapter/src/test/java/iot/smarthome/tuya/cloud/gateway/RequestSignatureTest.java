package iot.smarthome.tuya.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The examples that Tuya publishes with its signing rules; the key pair is the documentation's own.
 */
class RequestSignatureTest {

  private static final long TIME = 1588925778000L;
  private static final String TOKEN = "3f4eda2bdec17232f67c0b188af3eec1";
  private static final String NONCE = "5138cc3a9033d69856923fd07b491173";
  private static final byte[] EMPTY = {};

  private final RequestSignature signature =
      new RequestSignature("1KAD46OrT9HafiKdsXeg", "4OHBOnWOqaEC1mWXOpVL3yV50s0qGSRC");

  private static Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("area_id", "29a33e8796834b1efa6");
    headers.put("call_id", "8afdb70ab2ed11eb85290242ac130003");
    return headers;
  }

  @Test
  void signsATokenRequestAsPublished() {
    String url = RequestSignature.url("/v1.0/token", Map.of("grant_type", "1"));
    assertThat(signature.sign("GET", null, TIME, NONCE, headers(), EMPTY, url))
        .isEqualTo("9E48A3E93B302EEECC803C7241985D0A34EB944F40FB573C7B5C2A82158AF13E");
  }

  @Test
  void signsABusinessRequestAsPublished() {
    String url =
        RequestSignature.url("/v2.0/apps/schema/users", Map.of("page_size", "50", "page_no", "1"));
    assertThat(signature.sign("GET", TOKEN, TIME, NONCE, headers(), EMPTY, url))
        .isEqualTo("AE4481C692AA80B25F3A7E12C3A5FD9BBF6251539DD78E565A1A72A508A88784");
  }

  @Test
  void leavesABlankLineWhereNoHeaderIsSigned() {
    assertThat(signature.sign("GET", null, TIME, "", Map.of(), EMPTY, "/v1.0/token?grant_type=1"))
        .isEqualTo("7BA26C076E5ECB1E959BE274A0FFB397B2B1865FC7BCED8F1C78AC5653C20CAA");
  }

  @Test
  void signsTheBytesOfTheBody() {
    byte[] body =
        "{\"commands\":[{\"code\":\"switch_led\",\"value\":true}]}"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(
            signature.sign(
                "POST",
                TOKEN,
                TIME,
                "",
                Map.of(),
                body,
                "/v1.0/iot-03/devices/bf3e9d85a52b163f940wgx/commands"))
        .isEqualTo("2EDE7D4E207D72EA81E170D783AAA8DFC104D395B200F2EF8B43E7F8514F1FBC");
  }

  @Test
  void putsOneThingOnALine() {
    assertThat(RequestSignature.stringToSign("GET", Map.of(), EMPTY, "/v1.0/token?grant_type=1"))
        .isEqualTo(
            "GET\n"
                + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n\n"
                + "/v1.0/token?grant_type=1");
    assertThat(RequestSignature.stringToSign("GET", headers(), EMPTY, "/u").lines().toList())
        .containsExactly(
            "GET",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "area_id:29a33e8796834b1efa6",
            "call_id:8afdb70ab2ed11eb85290242ac130003",
            "",
            "/u");
  }

  @Test
  void signsARefreshWithoutAToken() {
    assertThat(
            signature.sign(
                "GET",
                null,
                TIME,
                "",
                Map.of(),
                EMPTY,
                "/v1.0/token/737d1a1748729be83a8ef25d42e7ee81"))
        .isEqualTo("7AD00C57C9477377E310E970A8E71B972EFE362460B3A2010D739D479B849AE5");
  }

  @Test
  void signsAReadOfADevice() {
    assertThat(
            signature.sign(
                "GET",
                TOKEN,
                TIME,
                "",
                Map.of(),
                EMPTY,
                "/v1.0/iot-03/devices/bf3e9d85a52b163f940wgx/status"))
        .isEqualTo("32C7C283BC370FEE0DBF9700ECEA0A447E71BB83520FD93C5ECE032AC005C853");
  }
}
