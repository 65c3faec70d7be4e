package iot.smarthome.systemtests;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing of the platform can be reached but through its gateway. */
@ExtendWith(Platform.class)
class NetworkIT {

  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> get(String address, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address)).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/building-service/buildings",
        "/device-service/devices",
        "/influxdb-connector/devices/1/metrics",
        "/metrics-analyzer/alerts",
        "/user-service/users"
      })
  void aServiceRefusesACallThatGoesAroundTheGateway(String path) throws Exception {
    for (HttpResponse<String> answer :
        List.of(
            get(Platform.internal() + path),
            get(Platform.internal() + path, "X-Smarthome-Gateway", "guessed"))) {
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/problem+json");
      assertThat(answer.body()).contains("around-the-gateway");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/health", "/metrics", "/device-service/devices", "/tuya-mock/admin/devices"})
  void whatIsInternalIsNotAtThePublicAddress(String path) throws Exception {
    assertThat(get(Platform.address() + path).statusCode()).isEqualTo(404);
    // the name of a host is the caller's to choose
    URI internal = URI.create(Platform.internal());
    String forged =
        raw(
            URI.create(Platform.address()).getPort(),
            "GET "
                + path
                + " HTTP/1.1\r\nHost: 127.0.0.1:"
                + internal.getPort()
                + "\r\nConnection: close\r\n\r\n");
    assertThat(forged).startsWith("HTTP/1.1 404");
    String pretended =
        raw(
            URI.create(Platform.address()).getPort(),
            "GET "
                + path
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\n$WSSN: 127.0.0.1\r\n$WSSP: "
                + internal.getPort()
                + "\r\nConnection: close\r\n\r\n");
    assertThat(pretended).startsWith("HTTP/1.1 404");
  }

  private static String raw(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  @Test
  void everyAnswerOfTheGatewayProtectsBrowsersAndCarriesItsRequest() throws Exception {
    HttpResponse<String> answer =
        get(Platform.address() + "/api/nothing-here", "X-Request-Id", "mine-1");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("X-Request-Id")).contains("mine-1");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'");
    assertThat(answer.headers().firstValue("Server")).isEmpty();
  }

  @Test
  void theOpenIdProviderIsFoundAtThePublicAddressAndNothingMoreOfItThanIsNeeded() throws Exception {
    String discovery = "/oidc/endpoint/smarthome/.well-known/openid-configuration";
    HttpResponse<String> answer = get(Platform.address() + discovery);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains(Platform.address() + "/oidc/endpoint/smarthome/token")
        .doesNotContain(Platform.internal());
    assertThat(get(Platform.address() + "/oidc/endpoint/smarthome/jwk").body())
        .contains("\"kty\":\"RSA\"")
        .doesNotContain("\"d\":");
    assertThat(get(Platform.address() + "/oidc/login.jsp").body()).contains("j_username");
    for (String closed : new String[] {"registration", "clientManagement", "app-passwords"}) {
      assertThat(get(Platform.address() + "/oidc/endpoint/smarthome/" + closed).statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void contractsAreReadWithoutLogin() throws Exception {
    HttpResponse<String> answer = get(Platform.address() + "/openapi");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("openapi:");
  }
}
