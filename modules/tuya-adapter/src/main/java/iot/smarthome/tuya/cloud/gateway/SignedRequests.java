package iot.smarthome.tuya.cloud.gateway;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** One signed call, without any patience: sends, and reads Tuya's envelope. */
final class SignedRequests {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final byte[] NOTHING = {};

  /**
   * Tuya's envelope.
   *
   * @param code Tuya's error code as text, null on success
   * @param serverTime milliseconds since 1970, 0 when it was not told
   */
  record Answer(boolean success, String code, String words, JsonValue result, long serverTime) {}

  private final CloudSettings settings;
  private final RequestSignature signature;
  private final HttpClient http;
  private final Clock clock;
  private volatile long skewMillis;

  SignedRequests(CloudSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.signature = new RequestSignature(settings.clientId(), settings.clientSecret());
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout())
            .build();
  }

  /**
   * @param token null for token calls
   * @param body null for none
   * @throws TuyaCloudException retryable, when there was no answer in Tuya's form
   */
  Answer send(
      String method, String path, Map<String, String> query, JsonObject body, String token) {
    byte[] bytes = body == null ? NOTHING : body.toString().getBytes(StandardCharsets.UTF_8);
    long time = clock.millis() + skewMillis;
    String nonce = UUID.randomUUID().toString().replace("-", "");
    String signed = RequestSignature.url(path, query);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(settings.baseUrl() + path + encoded(query)))
            .timeout(settings.callTimeout())
            .header("client_id", settings.clientId())
            .header("t", Long.toString(time))
            .header("nonce", nonce)
            .header("sign_method", "HMAC-SHA256")
            .header("lang", "en")
            .header("sign", signature.sign(method, token, time, nonce, Map.of(), bytes, signed))
            .method(
                method,
                bytes.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes));
    if (bytes.length > 0) {
      request.header("Content-Type", "application/json");
    }
    if (token != null) {
      request.header("access_token", token);
    }
    return read(exchanged(request.build()));
  }

  private HttpResponse<String> exchanged(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw TuyaCloudException.unanswered("no-answer", e.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw TuyaCloudException.unanswered("interrupted", "stopped while waiting", e);
    }
  }

  private static Answer read(HttpResponse<String> response) {
    try (JsonReader reader = JSON.createReader(new StringReader(response.body()))) {
      JsonObject envelope = reader.readObject();
      boolean success = envelope.getBoolean("success", false);
      JsonValue code = envelope.get("code");
      if (!success && code == null) {
        throw TuyaCloudException.unanswered(
            "http-" + response.statusCode(), "an answer without a code", null);
      }
      long time =
          envelope.get("t") instanceof jakarta.json.JsonNumber number ? number.longValue() : 0;
      return new Answer(
          success,
          success ? null : code.toString().replace("\"", ""),
          envelope.getString("msg", ""),
          envelope.getOrDefault("result", JsonValue.NULL),
          time);
    } catch (JsonException | ClassCastException e) {
      throw TuyaCloudException.unanswered(
          "http-" + response.statusCode(), "an answer that is not Tuya's", e);
    }
  }

  /** Takes over Tuya's clock, after it said that ours differs. */
  void follow(long serverTime) {
    if (serverTime > 0) {
      skewMillis = serverTime - clock.millis();
    }
  }

  private static String encoded(Map<String, String> query) {
    return query.isEmpty()
        ? ""
        : new TreeMap<>(query)
            .entrySet().stream()
                .map(
                    p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
  }
}
