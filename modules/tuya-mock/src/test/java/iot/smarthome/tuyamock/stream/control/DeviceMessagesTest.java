package iot.smarthome.tuyamock.stream.control;

import static iot.smarthome.tuyamock.Cloud.json;
import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.tuyamock.Cloud;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.stream.entity.Family;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeviceMessagesTest {

  private final Cloud cloud = new Cloud();
  private final CloudDevice alarm = cloud.devices.bind("STOCK-ywbj-1", Cloud.ASSET).device();

  @ParameterizedTest
  @EnumSource(MessageSeal.Mode.class)
  void tellsAReportAndTheSameAgain(MessageSeal.Mode mode) {
    cloud.seal.switchTo(mode);
    String id =
        cloud.messages.report(
            alarm, Map.of("smoke_sensor_status", "\"alarm\""), null, 1700000000000L);
    assertThat(cloud.messages.repeat(id)).isTrue();
    assertThat(cloud.messages.repeat("other")).isFalse();
    JsonObject report = cloud.told().get(0);
    assertThat(report.getInt("protocol")).isEqualTo(4);
    assertThat(report.getJsonObject("data").getString("dataId")).isEqualTo(id);
    assertThat(report.getJsonObject("data").getString("devId")).isEqualTo(alarm.id());
    assertThat(report).isEqualTo(cloud.told().get(1));
    JsonObject first = json(cloud.frames().get(0));
    assertThat(first.getString("messageId"))
        .isNotEqualTo(json(cloud.frames().get(1)).getString("messageId"));
    assertThat(first.getString("key")).isEqualTo(alarm.id());
    assertThat(first.getJsonObject("properties").getString("em")).isEqualTo(mode.code());
  }

  @Test
  void speaksTheModelsWordsInTheThingFamily() {
    cloud.messages.speak(Family.THING);
    cloud.messages.report(alarm, Map.of("smoke_sensor_status", "\"alarm\""), "id1", 1L);
    JsonObject data = cloud.told().get(0).getJsonObject("data").getJsonObject("bizData");
    assertThat(data.getString("dataId")).isEqualTo("id1");
    assertThat(data.getJsonArray("properties").getJsonObject(0).getString("code"))
        .isEqualTo("smoke_sensor_state");
    cloud.messages.report(alarm, Map.of("unheard_of", "1"), null, 1L);
    assertThat(cloud.told().get(1).toString()).contains("unheard_of").doesNotContain("dpId");
  }

  @Test
  void signsAsThePublishedVector() {
    cloud.seal.switchTo(MessageSeal.Mode.AES_ECB);
    cloud.envelopes.publish(
        new Plain(
            "d1",
            20,
            "{\"bizCode\":\"offline\",\"bizData\":{\"time\":1588925778000,\"uid\":\"Bjhq01pE7q4ijNMN\"},"
                + "\"devId\":\"bf3e9d85a52b163f940wgx\",\"productKey\":\"pnzfdr9y\",\"ts\":1588925778000}",
            1588925778123L));
    String payload =
        new String(
            Base64.getDecoder().decode(json(cloud.frames().get(0)).getString("payload")),
            StandardCharsets.UTF_8);
    assertThat(json(payload).getString("sign")).isEqualTo("e2a6a2e1edc3cbb100c9914fd0eb60d0");
    assertThat(json(payload).getString("data")).startsWith("zlEguogAJFh1pMwsZbfBPD1LbdagbOFc");
  }

  @Test
  void tellsTheLifeOfADeviceInBothFamilies() {
    cloud.messages.speak(Family.BOTH);
    cloud.messages.bound(alarm);
    cloud.messages.renamed(alarm);
    cloud.messages.moved(alarm);
    cloud.messages.removed(alarm);
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
    cloud.messages.connection(alarm);
    cloud.seal.switchTo(MessageSeal.Mode.AES_ECB);
    cloud.messages.connection(alarm);
    assertThat(cloud.told().get(0)).isEqualTo(cloud.told().get(1));
  }

  @Test
  void noticesABacklogOnce() {
    Topic.Consumer notices =
        cloud.topics.notice().join(new Topic.Terms("n", -1, 10, Duration.ZERO));
    for (int i = 0; i < 2000; i++) {
      cloud.messages.connection(alarm);
    }
    assertThat(notices.poll()).isNull();
    for (int i = 0; i < 10; i++) {
      cloud.messages.connection(alarm);
    }
    JsonObject notice = Cloud.open(notices.poll());
    assertThat(notice.getInt("protocol")).isEqualTo(10000);
    JsonObject data = notice.getJsonObject("data").getJsonObject("bizData");
    assertThat(data.getString("eventType")).isEqualTo("pulsar_backlog_notice");
    assertThat(json(data.getString("eventData")).getInt("backLogNum")).isEqualTo(2001);
    assertThat(notices.poll()).isNull();
  }

  @Test
  void nobodyIsToldWhenTheStreamIsSilentOrItsQuotaUsedUp() {
    cloud.topics.silence(true);
    cloud.messages.connection(alarm);
    cloud.topics.silence(false);
    cloud.quota.set(0, 1);
    cloud.messages.connection(alarm);
    cloud.messages.connection(alarm);
    assertThat(cloud.told()).hasSize(1);
    assertThat(cloud.quota.messages()).isZero();
  }
}
