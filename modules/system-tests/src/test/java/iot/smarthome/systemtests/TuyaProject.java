package iot.smarthome.systemtests;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A Tuya project as anybody may write it: it signs, logs in, and listens to the message service.
 */
final class TuyaProject {

  private static final String CLIENT = "development-client";
  private static final String SECRET = "development-secret-only-for-loopback";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String address;
  private String token = "";

  /**
   * @param address of the cloud, e.g. {@code http://127.0.0.1:8080/tuya-mock}
   */
  TuyaProject(String address) {
    this.address = address;
  }

  /** Logs in. */
  JsonObject login() throws IOException {
    token = "";
    JsonObject answer = call("GET", "/v1.0/token?grant_type=1", "");
    token = answer.getJsonObject("result").getString("access_token");
    return answer;
  }

  JsonObject get(String url) throws IOException {
    return call("GET", url, "");
  }

  JsonObject post(String url, String body) throws IOException {
    return call("POST", url, body);
  }

  /**
   * @param url path and query, parameters in order and without anything to encode
   * @throws IOException when the answer does not arrive as a whole
   */
  JsonObject call(String method, String url, String body) throws IOException {
    String time = Long.toString(System.currentTimeMillis());
    String nonce = UUID.randomUUID().toString();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + url))
            .timeout(Duration.ofSeconds(20))
            .header("client_id", CLIENT)
            .header("t", time)
            .header("nonce", nonce)
            .header("sign_method", "HMAC-SHA256")
            .header(
                "sign",
                hmac(CLIENT + token + time + nonce + method + "\n" + sha256(body) + "\n\n" + url))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (!token.isEmpty()) {
      request.header("access_token", token);
    }
    try {
      return json(http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  /** What is heard of the message service. */
  static final class Stream implements WebSocket.Listener, AutoCloseable {

    private final List<JsonObject> frames = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private WebSocket socket;

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        frames.add(json(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    List<JsonObject> frames() {
      return List.copyOf(frames);
    }

    void acknowledge(JsonObject frame) {
      socket.sendText("{\"messageId\":\"" + frame.getString("messageId") + "\"}", true).join();
    }

    @Override
    public void close() {
      socket.abort();
    }
  }

  /**
   * @param keyed whether it knows the project's key
   * @throws ExecutionException when it is not let in
   */
  Stream listen(boolean keyed) throws ExecutionException, InterruptedException, TimeoutException {
    Stream stream = new Stream();
    String password = md5(CLIENT + md5(keyed ? SECRET : "guessed")).substring(8, 24);
    stream.socket =
        http.newWebSocketBuilder()
            .header("username", CLIENT)
            .header("password", password)
            .buildAsync(
                URI.create(
                    address.replaceFirst("^http", "ws")
                        + "/ws/v2/consumer/persistent/"
                        + CLIENT
                        + "/out/event/"
                        + CLIENT
                        + "-sub?ackTimeoutMillis=1000&subscriptionType=Failover"),
                stream)
            .get(20, TimeUnit.SECONDS);
    return stream;
  }

  private static String sha256(String text) {
    return digest("SHA-256", text);
  }

  private static String md5(String text) {
    return digest("MD5", text);
  }

  private static String digest(String algorithm, String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of()
          .withUpperCase()
          .formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
