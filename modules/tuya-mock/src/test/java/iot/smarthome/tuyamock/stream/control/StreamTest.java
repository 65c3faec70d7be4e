package iot.smarthome.tuyamock.stream.control;

import static iot.smarthome.tuyamock.Cloud.SECRET;
import static iot.smarthome.tuyamock.Cloud.json;
import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.tuyamock.Cloud;
import iot.smarthome.tuyamock.cloud.control.CloudClock;
import iot.smarthome.tuyamock.cloud.control.Stock;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.stream.entity.Family;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamTest {

  private final Subscription subscription = new Subscription();
  private final CloudDevice device = new Stock().make("STOCK-ywbj-1").orElseThrow();

  private final class Reader implements Subscription.Consumer {
    private final List<JsonObject> frames = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private boolean gone;

    @Override
    public boolean send(String frame) {
      if (!gone) {
        frames.add(json(frame));
        texts.add(frame);
      }
      return !gone;
    }

    private JsonObject opened(int index) {
      return Cloud.open(texts.get(index));
    }

    private String id(int index) {
      return frames.get(index).getString("messageId");
    }
  }

  private Envelopes envelopes(MessageSeal.Mode mode) {
    return new Envelopes(subscription, new MessageSeal(SECRET, mode), SECRET);
  }

  @ParameterizedTest
  @EnumSource(MessageSeal.Mode.class)
  void tellsAReportAndTheSameAgain(MessageSeal.Mode mode) {
    Reader reader = new Reader();
    subscription.join(reader);
    DeviceMessages messages =
        new DeviceMessages(envelopes(mode), new CloudClock(), Family.STANDARD);
    String id =
        messages.report(device, Map.of("smoke_sensor_status", "\"alarm\""), null, 1700000000000L);
    assertThat(messages.repeat(id)).isTrue();
    assertThat(messages.repeat("other")).isFalse();
    JsonObject report = reader.opened(0);
    assertThat(report.getInt("protocol")).isEqualTo(4);
    assertThat(report.getJsonObject("data").getString("dataId")).isEqualTo(id);
    assertThat(report.getJsonObject("data").getString("devId")).isEqualTo(device.id());
    assertThat(report).isEqualTo(reader.opened(1));
    assertThat(reader.id(0)).isNotEqualTo(reader.id(1));
    messages.connection(device);
    assertThat(reader.opened(2).getJsonObject("data").getString("bizCode")).isEqualTo("offline");
  }

  @Test
  void signsAsThePublishedVector() {
    Reader reader = new Reader();
    subscription.join(reader);
    envelopes(MessageSeal.Mode.AES_ECB)
        .publish(
            new Plain(
                "d1",
                20,
                "{\"bizCode\":\"offline\",\"bizData\":{\"time\":1588925778000,\"uid\":\"Bjhq01pE7q4ijNMN\"},"
                    + "\"devId\":\"bf3e9d85a52b163f940wgx\",\"productKey\":\"pnzfdr9y\",\"ts\":1588925778000}",
                1588925778123L));
    String payload =
        new String(
            Base64.getDecoder().decode(reader.frames.get(0).getString("payload")),
            StandardCharsets.UTF_8);
    assertThat(json(payload).getString("sign")).isEqualTo("e2a6a2e1edc3cbb100c9914fd0eb60d0");
    assertThat(json(payload).getString("data")).startsWith("zlEguogAJFh1pMwsZbfBPD1LbdagbOFc");
  }

  @Test
  void tellsTheLifeOfADeviceInBothFamilies() {
    Cloud cloud = new Cloud();
    cloud.messages.speak(Family.BOTH);
    CloudDevice lamp = cloud.devices.bind("STOCK-dj-1", Cloud.ASSET).device();
    cloud.messages.bound(lamp);
    cloud.messages.renamed(lamp);
    cloud.messages.moved(lamp);
    cloud.messages.removed(lamp);
    assertThat(cloud.told())
        .extracting(
            message ->
                message.getInt("protocol")
                    + " "
                    + message.getJsonObject("data").getString("bizCode"))
        .containsExactly(
            "20 bindUser",
            "1001 deviceBindSpace",
            "20 online",
            "1001 deviceOnline",
            "20 nameUpdate",
            "1001 deviceNameUpdate",
            "1001 deviceTransfer",
            "20 delete",
            "1001 deviceUnbindSpace");
    assertThat(cloud.messages.family()).isEqualTo(Family.BOTH);
  }

  @Test
  void encryptsOtherwiseFromOneMessageToTheNext() {
    Cloud cloud = new Cloud();
    CloudDevice lamp = cloud.devices.bind("STOCK-dj-1", Cloud.ASSET).device();
    cloud.messages.connection(lamp);
    cloud.seal.switchTo(MessageSeal.Mode.AES_ECB);
    cloud.messages.connection(lamp);
    assertThat(cloud.told()).hasSize(2);
    assertThat(cloud.told().get(0)).isEqualTo(cloud.told().get(1));
  }

  @Test
  void keepsMessagesUntilTheyAreAcknowledged() {
    Envelopes messages = envelopes(MessageSeal.Mode.AES_GCM);
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
    Envelopes messages = envelopes(MessageSeal.Mode.AES_GCM);
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
