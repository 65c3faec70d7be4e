package iot.smarthome.tuya.messages.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import iot.smarthome.tuya.SharedFolder;
import iot.smarthome.tuya.cloud.gateway.RequestSignature;
import iot.smarthome.tuya.messages.entity.TuyaMessage;
import iot.smarthome.tuya.messages.entity.TuyaMessage.Connection;
import iot.smarthome.tuya.messages.entity.TuyaMessage.Report;
import iot.smarthome.tuya.messages.gateway.MessageCipher;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every vector that lies beside the checkout: signatures, and messages in both modes. */
class PublishedVectorsTest {

  private final JsonObject vectors = vectors();
  private final JsonObject credentials = vectors.getJsonObject("credentials");
  private final RequestSignature signature =
      new RequestSignature(credentials.getString("accessId"), credentials.getString("accessKey"));

  private static JsonObject vectors() {
    String file;
    try {
      file = Files.readString(SharedFolder.required("vectors/vectors.json"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    try (JsonReader reader = Json.createReader(new StringReader(file))) {
      return reader.readObject();
    }
  }

  @TestFactory
  Stream<DynamicTest> signatures() {
    JsonObject signs = vectors.getJsonObject("sign");
    JsonObject first = signs.getJsonObject("doc_token");
    return signs.keySet().stream()
        .map(name -> dynamicTest(name, () -> signed(name, signs.getJsonObject(name), first)));
  }

  private void signed(String name, JsonObject vector, JsonObject first) {
    boolean published = name.startsWith("doc_");
    Map<String, String> headers = new LinkedHashMap<>();
    if (published) {
      first
          .getString("headers")
          .lines()
          .map(line -> line.split(":", 2))
          .forEach(header -> headers.put(header[0], header[1]));
    }
    byte[] body = vector.getString("body", "").getBytes(StandardCharsets.UTF_8);
    String method = vector.containsKey("body") ? "POST" : "GET";
    String[] lines = vector.getString("stringToSign", "").split("\n");
    String url = vector.getString("url", lines[lines.length - 1]);
    String toSign = RequestSignature.stringToSign(method, headers, body, url);
    if (vector.containsKey("stringToSign")) {
      assertThat(toSign).isEqualTo(vector.getString("stringToSign"));
    }
    if (vector.containsKey("contentSha256")) {
      assertThat(toSign.split("\n")[1]).isEqualTo(vector.getString("contentSha256"));
    }
    assertThat(
            signature.sign(
                method,
                vector.getString("access_token", null),
                Long.parseLong(first.getString("t")),
                published ? first.getString("nonce") : "",
                headers,
                body,
                url))
        .isEqualTo(vector.getString("sign"));
  }

  @TestFactory
  Stream<DynamicTest> messages() {
    JsonObject messages = vectors.getJsonObject("messages");
    return messages.keySet().stream()
        .map(name -> dynamicTest(name, () -> opened(name, messages.getJsonObject(name))));
  }

  private void opened(String name, JsonObject vector) {
    Frame frame = Frame.read(vector.getJsonObject("wsFrame").toString());
    JsonObject envelope = vector.getJsonObject("envelope");
    assertThat(frame.messageId()).isEqualTo(vector.getJsonObject("ack").getString("messageId"));
    assertThat(frame.protocol()).isEqualTo(envelope.getInt("protocol"));
    assertThat(frame.time()).isEqualTo(envelope.getJsonNumber("t").longValue());
    assertThat(frame.mode()).isEqualTo(name.substring(name.indexOf('.') + 1));
    String plain =
        new MessageCipher(credentials.getString("accessKey")).open(frame.mode(), frame.data());
    assertThat(plain).isEqualTo(vector.getString("plaintext"));
    TuyaMessage message =
        new MessageReader(Clock.systemUTC()).read(frame.protocol(), frame.time(), plain);
    if (message instanceof Report report) {
      assertThat(report.tuyaDeviceId()).isEqualTo("bf3e9d85a52b163f940wgx");
      assertThat(report.values()).allMatch(value -> value.at().toEpochMilli() == 1588925778000L);
    } else {
      assertThat(message).isInstanceOf(Connection.class);
      assertThat(((Connection) message).online()).isEqualTo(plain.contains("Online"));
    }
  }
}
