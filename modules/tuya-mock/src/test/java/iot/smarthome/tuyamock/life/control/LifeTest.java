package iot.smarthome.tuyamock.life.control;

import static iot.smarthome.tuyamock.Cloud.ASSET;
import static iot.smarthome.tuyamock.Cloud.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.tuyamock.Cloud;
import iot.smarthome.tuyamock.cloud.control.Stock;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.cloud.gateway.ProductJson;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LifeTest {

  private final Cloud cloud = new Cloud();
  private final Scenarios scenarios = cloud.scenarios;

  @Test
  void tellsTheSameStoryForTheSameSeed() {
    CloudDevice device = new Stock().make("STOCK-wsdcg-1").orElseThrow();
    Instant at = Instant.parse("2026-11-24T15:00:00Z");
    Map<String, String> once = new DailyLife(42).report(device.id(), "wsdcg", device.status(), at);
    assertThat(new DailyLife(42).report(device.id(), "wsdcg", device.status(), at)).isEqualTo(once);
    Map<String, String> night =
        new DailyLife(42)
            .report(device.id(), "wsdcg", device.status(), Instant.parse("2026-11-24T03:00:00Z"));
    assertThat(Integer.parseInt(once.get("va_temperature")))
        .isGreaterThan(Integer.parseInt(night.get("va_temperature")));
  }

  @Test
  void everyCategoryStaysWithinItsRanges() {
    Stock stock = new Stock();
    DailyLife life = new DailyLife(7);
    for (String category : stock.categories()) {
      CloudDevice device = stock.make("STOCK-" + category + "-1").orElseThrow();
      for (int hour = 0; hour < 24; hour++) {
        Instant at = Instant.parse("2026-11-24T00:00:00Z").plusSeconds(3600L * hour);
        Map<String, String> values = life.report(device.id(), category, device.status(), at);
        assertThat(device.status().keySet()).containsAll(values.keySet());
        values.values().forEach(value -> assertThat(value).doesNotContain("-"));
      }
    }
  }

  @Test
  void livesFasterWhenAsked() {
    cloud.devices.bind("STOCK-wsdcg-1", ASSET);
    cloud.devices.bind("STOCK-cz-1", ASSET);
    Life life = new Life(cloud.devices, cloud.messages, false, 1, 42);
    Instant now = Instant.now();
    assertThat(life.live(now.plusSeconds(60))).isZero();
    life.pace(new Life.Pace(true, 60, 42));
    int reports = life.live(Instant.now().plusSeconds(10));
    assertThat(reports).isGreaterThanOrEqualTo(10);
    assertThat(cloud.topics.event().backlog()).isEqualTo(reports);
    assertThatThrownBy(() -> life.pace(new Life.Pace(true, 0, 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(life.pace().speed()).isEqualTo(60);
    life.stop();
  }

  @Test
  void anAlarmStaysUntilItIsCleared() {
    cloud.devices.bind("STOCK-ywbj-1", ASSET);
    CloudDevice device = scenarios.play("smoke", null).orElseThrow();
    assertThat(device.status()).containsEntry("smoke_sensor_status", "\"alarm\"");
    Map<String, String> later =
        new DailyLife(1).report(device.id(), "ywbj", device.status(), Instant.now());
    assertThat(later).containsEntry("smoke_sensor_status", "\"alarm\"");
    scenarios.play("clear", "STOCK-ywbj-1");
    assertThat(device.status()).containsEntry("smoke_sensor_status", "\"normal\"");
    assertThat(scenarios.play("gas", null)).isEmpty();
    assertThat(scenarios.play("unknown", null)).isEmpty();
    scenarios.play("offline", null);
    assertThat(device.isOnline()).isFalse();
  }

  @Test
  void speaksTheWordsOfTheDevice() {
    cloud.devices.make(
        ProductJson.ofSpecification(
            "p",
            "ywbj",
            "Old alarm",
            json(
                "{\"status\":[{\"code\":\"smoke_sensor_state\",\"type\":\"Enum\","
                    + "\"values\":\"{\\\"range\\\":[\\\"1\\\",\\\"2\\\"]}\"}]}"),
            Map.of("smoke_sensor_state", "\"2\"")),
        "B9",
        "Old alarm",
        ASSET);
    assertThat(scenarios.play("smoke", "B9").orElseThrow().status())
        .containsEntry("smoke_sensor_state", "\"1\"");
  }
}
