package iot.smarthome.tuyamock.stream.control;

import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamTest {

  private static final String SECRET = "0123456789abcdefghijklmnopqrstuv";

  private final Subscription subscription = new Subscription();
  private final CloudDevice device =
      new CloudDevice("d1", "b1", "p1", "ywbj", "Alarm", "{}", Map.of());

  private final class Reader implements Subscription.Consumer {
    private final List<JsonObject> frames = new ArrayList<>();
    private boolean gone;

    @Override
    public boolean send(String frame) {
      if (!gone) {
        frames.add(Json.createReader(new StringReader(frame)).readObject());
      }
      return !gone;
    }

    private String id(int index) {
      return frames.get(index).getString("messageId");
    }
  }

  private DeviceMessages messages(String mode) {
    return new DeviceMessages(subscription, new MessageSeal(SECRET, mode));
  }

  private static String open(JsonObject frame) throws Exception {
    String payload =
        new String(Base64.getDecoder().decode(frame.getString("payload")), StandardCharsets.UTF_8);
    byte[] data =
        Base64.getDecoder()
            .decode(Json.createReader(new StringReader(payload)).readObject().getString("data"));
    SecretKeySpec key =
        new SecretKeySpec(SECRET.substring(8, 24).getBytes(StandardCharsets.UTF_8), "AES");
    boolean gcm = frame.getJsonObject("properties").getString("em").equals("aes_gcm");
    Cipher cipher = Cipher.getInstance(gcm ? "AES/GCM/NoPadding" : "AES/ECB/PKCS5Padding");
    if (gcm) {
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, Arrays.copyOf(data, 12)));
      return new String(cipher.doFinal(data, 12, data.length - 12), StandardCharsets.UTF_8);
    }
    cipher.init(Cipher.DECRYPT_MODE, key);
    return new String(cipher.doFinal(data), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aes_gcm", "aes_ecb"})
  void tellsAReportAndTheSameAgain(String mode) throws Exception {
    Reader reader = new Reader();
    subscription.join(reader);
    DeviceMessages messages = messages(mode);
    String id =
        messages.report(device, Map.of("smoke_sensor_status", "\"alarm\""), null, 1700000000000L);
    assertThat(messages.repeat(id)).isTrue();
    assertThat(messages.repeat("other")).isFalse();
    assertThat(open(reader.frames.get(0)))
        .contains(id, "\"devId\":\"d1\"", "\"code\":\"smoke_sensor_status\"", "\"alarm\"")
        .isEqualTo(open(reader.frames.get(1)));
    assertThat(reader.id(0)).isNotEqualTo(reader.id(1));
    messages.connection(device);
    assertThat(open(reader.frames.get(2))).contains("\"bizCode\":\"offline\"");
  }

  @Test
  void keepsMessagesUntilTheyAreAcknowledged() {
    DeviceMessages messages = messages("aes_gcm");
    messages.raw("d1", "{}");
    messages.raw("d1", "{}");
    Reader first = new Reader();
    Reader second = new Reader();
    subscription.join(first);
    subscription.join(second);
    assertThat(first.frames).hasSize(2);
    assertThat(second.frames).isEmpty();
    assertThat(subscription.acknowledge(first.id(0))).isTrue();
    assertThat(subscription.acknowledge(first.id(0))).isFalse();
    subscription.leave(first);
    assertThat(second.frames).hasSize(1);
    assertThat(second.id(0)).isEqualTo(first.id(1));
    assertThat(second.frames.get(0).getInt("redeliveryCount")).isEqualTo(1);
    second.gone = true;
    messages.raw("d1", "{}");
    Reader third = new Reader();
    subscription.join(third);
    assertThat(third.frames).hasSize(2);
    subscription.acknowledge(third.id(0));
    subscription.acknowledge(third.id(1));
    assertThat(subscription.backlog()).isZero();
  }

  @Test
  void sendsNoMoreThanTheWindow() {
    DeviceMessages messages = messages("aes_gcm");
    Reader reader = new Reader();
    subscription.join(reader);
    for (int i = 0; i < Subscription.WINDOW + 5; i++) {
      messages.raw("d1", "{}");
    }
    assertThat(reader.frames).hasSize(Subscription.WINDOW);
    subscription.acknowledge(reader.id(0));
    assertThat(reader.frames).hasSize(Subscription.WINDOW + 1);
  }
}
