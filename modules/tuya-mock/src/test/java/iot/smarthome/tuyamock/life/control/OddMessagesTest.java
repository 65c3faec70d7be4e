package iot.smarthome.tuyamock.life.control;

import static iot.smarthome.tuyamock.Cloud.ASSET;
import static iot.smarthome.tuyamock.Cloud.json;
import static iot.smarthome.tuyamock.Cloud.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.tuyamock.Cloud;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.stream.entity.Family;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class OddMessagesTest {

  private final Cloud cloud = new Cloud();
  private final CloudDevice sensor = cloud.devices.bind("STOCK-wsdcg-1", ASSET).device();

  private List<JsonObject> play(String scenario) {
    assertThat(cloud.scenarios.play(scenario, null)).contains(sensor);
    return cloud.told().stream().map(message -> message.getJsonObject("data")).toList();
  }

  @Test
  void aDuplicateHasTheSameDataId() {
    List<JsonObject> told = play("duplicate");
    assertThat(told).hasSize(2);
    assertThat(told.get(0)).isEqualTo(told.get(1));
  }

  @Test
  void bothFamiliesTellTheSame() {
    List<JsonObject> told = play("both_families");
    assertThat(told.get(0).getJsonArray("status")).isNotEmpty();
    assertThat(told.get(1).getString("bizCode")).isEqualTo("devicePropertyMessage");
    assertThat(cloud.messages.family()).isEqualTo(Family.STANDARD);
  }

  @Test
  void theOlderComesLater() {
    List<JsonObject> told = play("out_of_order");
    assertThat(time(told.get(1))).isEqualTo(time(told.get(0)) - 3_600_000);
  }

  private static long time(JsonObject report) {
    return report.getJsonArray("status").getJsonObject(0).getJsonNumber("t").longValue();
  }

  @Test
  void aRemovedDeviceStillSpeaks() {
    List<JsonObject> told = play("event_after_removal");
    assertThat(told.get(0).getString("bizCode")).isEqualTo("delete");
    assertThat(told.get(1).getString("devId")).isEqualTo(sensor.id());
    refused(2010, () -> cloud.devices.bound(sensor.id()));
  }

  @Test
  void numbersAreOutOfAllProportion() {
    JsonObject point = play("wrong_scale").get(0).getJsonArray("status").getJsonObject(0);
    assertThat(point.getString("code")).isEqualTo("va_temperature");
    assertThat(point.getInt("value")).isEqualTo(6000);
  }

  @Test
  void nobodyCanOpenIt() {
    cloud.scenarios.play("undecryptable", null);
    assertThatThrownBy(cloud::told).isInstanceOf(AssertionError.class);
  }

  @Test
  void theSignatureIsWrongAndTheDataRight() {
    play("bad_signature");
    String payload =
        new String(
            Base64.getDecoder().decode(json(cloud.frames().get(0)).getString("payload")),
            StandardCharsets.UTF_8);
    assertThat(json(payload).getString("sign")).startsWith("00000000");
    assertThat(cloud.told().get(0).getJsonObject("data").getString("devId")).isEqualTo(sensor.id());
  }

  @Test
  void everyOddityIsTold() {
    int before = 0;
    for (String oddity : cloud.scenarios.names()) {
      if (List.of("smoke", "gas", "carbon_monoxide", "leak", "clear").contains(oddity)) {
        continue;
      }
      if (!sensor.isBound()) {
        cloud.devices.bind("STOCK-wsdcg-1", ASSET);
      }
      assertThat(cloud.scenarios.play(oddity, null)).as(oddity).contains(sensor);
      int now = cloud.frames().size();
      assertThat(now).as(oddity).isGreaterThan(before);
      before = now;
    }
  }
}
