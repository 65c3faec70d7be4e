package iot.smarthome.timeseries.ingestion.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.messaging.UnprocessableEventException;
import iot.smarthome.testing.EventContracts;
import iot.smarthome.timeseries.ingestion.entity.Measurement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricReaderTest {

  private static List<Measurement> read(String json) {
    return MetricReader.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static Object value(String kind, String value) {
    return read("""
            {"deviceId":"d","metrics":[{"family":"other","name":"n","kind":"%s","value":%s,
             "at":"2026-11-24T10:15:30Z"}]}
            """
            .formatted(kind, value))
        .get(0)
        .value();
  }

  @Test
  void readsTheExampleOfTheContract() {
    List<Measurement> measurements = read(EventContracts.example("iot.smarthome.metric.measured"));
    assertThat(measurements).hasSize(2);
    Measurement temperature = measurements.get(1);
    assertThat(temperature.value()).isEqualTo(21.5);
    assertThat(temperature.unit()).isEqualTo("Cel");
    assertThat(temperature.at()).isEqualTo(Instant.parse("2026-11-24T10:15:30Z"));
    assertThat(temperature.place()).containsOnlyKeys("building", "floor", "area", "room");
    assertThat(measurements.get(0).value()).isEqualTo("alarm");
  }

  @Test
  void keepsEveryKind() {
    assertThat(value("NUMBER", "1e3")).isEqualTo(1000.0);
    assertThat(value("BOOLEAN", "false")).isEqualTo(false);
    assertThat(value("ENUM", "\"auto\"")).isEqualTo("auto");
    assertThat(value("JSON", "{\"a\":1}")).isEqualTo("{\"a\":1}");
    assertThat(value("RAW", "7")).isEqualTo("7");
    assertThat(read("{\"deviceId\":\"d\",\"metrics\":[]}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "{}",
        "{\"deviceId\":\"d\",\"metrics\":[{}]}",
        "{\"deviceId\":\"d\",\"metrics\":[{\"family\":\"f\",\"name\":\"n\",\"kind\":\"NUMBER\",\"value\":\"x\",\"at\":\"2026-11-24T10:15:30Z\"}]}",
        "{\"deviceId\":\"d\",\"metrics\":[{\"family\":\"f\",\"name\":\"n\",\"kind\":\"BOOLEAN\",\"value\":1,\"at\":\"2026-11-24T10:15:30Z\"}]}",
        "{\"deviceId\":\"d\",\"metrics\":[{\"family\":\"f\",\"name\":\"n\",\"kind\":\"NUMBER\",\"value\":1,\"at\":\"yesterday\"}]}",
        "{\"deviceId\":\"d\",\"metrics\":[{\"family\":\"f\",\"name\":\"n\",\"kind\":\"NUMBER\",\"value\":1,\"at\":\"+1000000000-12-31T23:59:59Z\"}]}"
      })
  void refusesWhatIsNoMetric(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(UnprocessableEventException.class);
  }

  @Test
  void refusesWhatIsNestedTooDeeply() {
    assertThatThrownBy(() -> read("{\"a\":".repeat(5000) + "1" + "}".repeat(5000)))
        .isInstanceOf(UnprocessableEventException.class);
  }

  @Test
  void refusesAValueOfAnotherType() {
    assertThatThrownBy(
            () ->
                new Measurement(
                    "d", "c", "f", "n", "NUMBER", 1L, null, null, Instant.EPOCH, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
