package iot.smarthome.etl.transformation.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.etl.transformation.entity.Kind;
import iot.smarthome.etl.transformation.entity.Metric;
import iot.smarthome.etl.transformation.entity.Point;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassificationTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");
  private static final Set<String> FAMILIES =
      Set.of(
          "climate",
          "air_quality",
          "safety",
          "energy",
          "battery",
          "presence",
          "light",
          "control",
          "other",
          "raw");

  private final Classification classification =
      new Classification(new MetricNames(), new SafetyWords());

  private Metric classified(String category, String code, Kind kind, Object value, boolean ok) {
    return classification.classify(category, new Point(code, code, kind, value, "u", NOW, ok));
  }

  private String named(String category, String code, Kind kind, Object value, boolean ok) {
    Metric metric = classified(category, code, kind, value, ok);
    return metric.family() + "/" + metric.name() + "/" + metric.kind() + "=" + metric.value();
  }

  @ParameterizedTest
  @CsvSource({
    "smoke_sensor_status,alarm,smoke,alarm",
    "smoke_sensor_status,normal,smoke,normal",
    "smoke_sensor_state,1,smoke,alarm",
    "smoke_sensor_state,2,smoke,normal",
    "smoke_sensor_state,0,smoke,normal",
    "smoke_sensor_state,smk_alarm,smoke,alarm",
    "gas_sensor_status,alarm,gas,alarm",
    "gas_sensor_state,2,gas,normal",
    "ch4_sensor_state,alarm,gas,alarm",
    "co_status,alarm,carbon_monoxide,alarm",
    "co_state,normal,carbon_monoxide,normal",
    "watersensor_state,1,water_leak,alarm",
    "watersensor_state,normal,water_leak,normal",
    "sos,sos,sos,alarm",
    "master_state,alarm,alarm_system,alarm"
  })
  void givesDangersOneVocabulary(String code, String said, String name, String word) {
    assertThat(named("x", code, Kind.ENUM, said, true))
        .isEqualTo("safety/" + name + "/ENUM=" + word);
  }

  @Test
  void takesTruthsOfSafetySensorsForWords() {
    assertThat(named("sj", "WaterLeakage", Kind.BOOLEAN, true, true))
        .isEqualTo("safety/water_leak/ENUM=alarm");
    assertThat(named("mcs", "temper_alarm", Kind.BOOLEAN, false, true))
        .isEqualTo("safety/tamper/ENUM=normal");
  }

  @Test
  void hearsAnUndeclaredDangerInKnownWords() {
    assertThat(named("ywbj", "smoke_sensor_state", Kind.RAW, "alarm", false))
        .isEqualTo("safety/smoke/ENUM=alarm");
    assertThat(named("ywbj", "smoke_sensor_state", Kind.RAW, "{}", false))
        .isEqualTo("raw/smoke_sensor_state/RAW={}");
  }

  @Test
  void keepsAWordThatIsNoVerdictAndSaysSo() {
    Point heartbeat = new Point("smoke_sensor_state", "s", Kind.ENUM, "heartbeat", null, NOW, true);
    assertThat(classification.classify("ywbj", heartbeat).name()).isEqualTo("smoke_sensor_state");
    assertThat(classification.classify("ywbj", heartbeat).value()).isEqualTo("heartbeat");
    assertThat(classification.isUnclear(heartbeat)).isTrue();
    assertThat(classification.isUnclear(new Point("pir", "pir", Kind.ENUM, "1", null, NOW, true)))
        .isFalse();
  }

  @Test
  void keepsValueUnitTimeAndSource() {
    Metric metric =
        classification.classify(
            "wsdcg",
            new Point(
                "va_temperature",
                "temp_current",
                Kind.NUMBER,
                new BigDecimal("21.50"),
                "Cel",
                NOW,
                true));
    assertThat(metric)
        .isEqualTo(
            new Metric(
                "climate",
                "temperature",
                Kind.NUMBER,
                new BigDecimal("21.50"),
                "Cel",
                NOW,
                "temp_current"));
  }

  @Test
  void keepsTruthsAndWords() {
    assertThat(named("mcs", "doorcontact_state", Kind.BOOLEAN, true, true))
        .isEqualTo("presence/door_open/BOOLEAN=true");
    assertThat(named("wsdcg", "temp_alarm", Kind.ENUM, "cancle", true))
        .isEqualTo("climate/temperature_alarm/ENUM=cancle");
  }

  @Test
  void choosesTheMostSpecificLine() {
    assertThat(named("zwjcy", "humidity", Kind.NUMBER, BigDecimal.ONE, true))
        .startsWith("climate/soil_moisture");
    assertThat(named("x", "power", Kind.BOOLEAN, true, true)).startsWith("control/power_switch");
    assertThat(named("x", "power", Kind.NUMBER, BigDecimal.ONE, true)).startsWith("energy/");
    assertThat(named("x", "switch_3", Kind.BOOLEAN, true, true)).startsWith("control/switch_3");
    assertThat(named("dj", "switch_led_1", Kind.BOOLEAN, true, true))
        .startsWith("light/switch_led_1");
  }

  @Test
  void losesNothingThatTheTableDoesNotHave() {
    assertThat(named("x", "test_bit", Kind.NUMBER, BigDecimal.ONE, true))
        .startsWith("other/test_bit");
    assertThat(named("x", "va_temperature", Kind.TEXT, "warm", true))
        .startsWith("other/va_temperature/TEXT");
    assertThat(named("x", "remote_list", Kind.RAW, "AA==", true)).startsWith("raw/remote_list");
    assertThat(named("dlq", "phase_a", Kind.RAW, "CKMA", true)).startsWith("energy/phase_a/RAW");
    assertThat(named("x", "va_temperature", Kind.RAW, "\"x\"", false))
        .startsWith("raw/va_temperature/RAW");
  }

  @Test
  void namesOnlyFamiliesOfTheContract() {
    List<String[]> rows = Table.rows("/etl/metrics.csv", 5);
    assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(FAMILIES).contains(row[3]));
    assertThatThrownBy(() -> Table.rows("/etl/metrics.csv", 4))
        .isInstanceOf(IllegalStateException.class);
  }
}
