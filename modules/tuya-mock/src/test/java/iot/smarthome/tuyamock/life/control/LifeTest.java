package iot.smarthome.tuyamock.life.control;

import static iot.smarthome.tuyamock.Cloud.ASSET;
import static iot.smarthome.tuyamock.Cloud.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.tuyamock.Cloud;
import iot.smarthome.tuyamock.cloud.control.Stock;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.cloud.entity.DataPoint;
import iot.smarthome.tuyamock.cloud.entity.PointType;
import iot.smarthome.tuyamock.cloud.gateway.ProductJson;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LifeTest {

  private final Cloud cloud = new Cloud();
  private final Scenarios scenarios = cloud.scenarios;

  private static DailyLife.Moment at(int hour) {
    return DailyLife.Moment.at(Instant.parse("2026-11-24T00:00:00Z").plusSeconds(3600L * hour));
  }

  @Test
  void tellsTheSameStoryForTheSameSeed() {
    CloudDevice device = new Stock().make("STOCK-wsdcg-1").orElseThrow();
    Map<String, String> once = new DailyLife(42).report(device, at(15));
    assertThat(new DailyLife(42).report(device, at(15))).isEqualTo(once);
    Map<String, String> night = new DailyLife(42).report(device, at(3));
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
        Map<String, String> values = life.report(device, at(hour));
        assertThat(device.status().keySet()).containsAll(values.keySet());
        values.forEach((code, value) -> staysWithin(device, code, value));
      }
    }
  }

  private static void staysWithin(CloudDevice device, String code, String value) {
    DataPoint point = device.product().points().get(device.product().indexOf(code).orElseThrow());
    if (point.type() == PointType.INTEGER) {
      assertThat(Double.parseDouble(value)).as(code).isBetween(point.least(), point.most());
    }
    if (point.type() == PointType.ENUM) {
      assertThat(point.words()).as(code).contains(value.substring(1, value.length() - 1));
    }
  }

  @Test
  void anyProductLivesByTheTypesOfItsPoints() {
    CloudDevice device =
        cloud.devices.make(
            ProductJson.ofSchema(
                json(
                    """
                    {"productId":"any","dps":[
                     {"dpId":1,"code":"switch","mode":"rw","type":"bool"},
                     {"dpId":2,"code":"warmth","mode":"ro","type":"value","min":-100,"max":500,"scale":1,"step":1},
                     {"dpId":3,"code":"wish","mode":"rw","type":"value","min":0,"max":30,"step":1},
                     {"dpId":4,"code":"mode","mode":"rw","type":"enum","range":["a","b","c"]},
                     {"dpId":5,"code":"smoke_state","mode":"ro","type":"enum","range":["1","2"]},
                     {"dpId":6,"code":"fault","mode":"ro","type":"bitmap","label":["x"]}]}
                    """),
                "qt",
                "Any"),
            "ANY",
            "Any",
            ASSET);
    DailyLife life = new DailyLife(42);
    Map<String, Set<String>> told = new HashMap<>();
    for (int minute = 0; minute < 2 * 24 * 60; minute += 2) {
      DailyLife.Moment moment =
          DailyLife.Moment.at(Instant.parse("2026-11-24T00:00:00Z").plusSeconds(60L * minute));
      Map<String, String> values = life.report(device, moment);
      device.report(values);
      values.forEach(
          (code, value) -> {
            staysWithin(device, code, value);
            told.computeIfAbsent(code, any -> new HashSet<>()).add(value);
          });
    }
    assertThat(told.get("warmth")).hasSizeGreaterThan(50);
    assertThat(told.get("switch")).containsExactlyInAnyOrder("true", "false");
    assertThat(told.get("mode")).contains("\"a\"", "\"b\"", "\"c\"");
    assertThat(told).doesNotContainKeys("wish", "smoke_state", "fault");
  }

  @Test
  void saysTheSameAgainRatherThanNothing() {
    CloudDevice device =
        cloud.devices.make(
            ProductJson.ofSchema(
                json(
                    "{\"productId\":\"dull\",\"dps\":["
                        + "{\"dpId\":1,\"code\":\"words\",\"mode\":\"ro\",\"type\":\"string\"}]}"),
                "qt",
                "Dull"),
            "DULL",
            "Dull",
            ASSET);
    assertThat(new DailyLife(1).report(device, at(12))).containsExactly(Map.entry("words", "\"\""));
  }

  @Test
  void livesFasterWhenAsked() {
    cloud.devices.bind("STOCK-wsdcg-1", ASSET);
    cloud.devices.bind("STOCK-cz-1", ASSET);
    Life life = new Life(cloud.devices, cloud.messages, cloud.clock, false, 1, 42);
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
    Map<String, String> later = new DailyLife(1).report(device, at(12));
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
