package iot.smarthome.analyzer.hazard.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import iot.smarthome.analyzer.hazard.control.Observation;
import iot.smarthome.analyzer.hazard.control.WatchHazards;
import iot.smarthome.analyzer.hazard.entity.Hazard;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.UnprocessableEventException;
import iot.smarthome.testing.EventContracts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

/** Hears the golden example of the producer's contract. */
class MetricsListenerTest {

  private static final String MEASURED = "iot.smarthome.metric.measured";
  private static final Instant TIME = Instant.parse("2026-11-24T10:16:02Z");

  private final WatchHazards watch = mock(WatchHazards.class);
  private final MetricsListener listener = new MetricsListener(null, watch, Duration.ofMinutes(1));

  private void hear(String type, String json) {
    listener.watch(
        "d",
        new EventEnvelope(
            "e1", type, "/event-etl", TIME, "d", null, json.getBytes(StandardCharsets.UTF_8)));
  }

  private List<Observation> heard() {
    ArgumentCaptor<Observation> words = ArgumentCaptor.captor();
    verify(watch, atLeast(1)).observe(words.capture());
    return words.getAllValues();
  }

  private static String metrics(String... metrics) {
    return "{\"deviceId\":\"d\",\"metrics\":[" + String.join(",", metrics) + "]}";
  }

  private static String metric(String name, String value, String at) {
    return "{\"family\":\"safety\",\"name\":\""
        + name
        + "\",\"value\":"
        + value
        + ",\"at\":\""
        + at
        + "\"}";
  }

  @Test
  void mindsTheAlarmAmongTheMetrics() {
    hear(MEASURED, EventContracts.example(MEASURED));
    Observation word = heard().get(0);
    assertThat(heard()).hasSize(1);
    assertThat(word.hazard()).isEqualTo(Hazard.SMOKE);
    assertThat(word.value()).isEqualTo("alarm");
    assertThat(word.at()).isEqualTo(Instant.parse("2026-11-24T10:15:30Z"));
    assertThat(word.location().roomId()).endsWith("c1");
    assertThat(word.eventId()).isEqualTo("e1");
  }

  @Test
  void mindsWordsInTheOrderInWhichTheyWereSaid() {
    hear(
        MEASURED,
        metrics(
            metric("gas", "\"normal\"", "2026-11-24T10:15:32Z"),
            metric("gas", "\"alarm\"", "2026-11-24T10:15:31Z")));
    assertThat(heard()).extracting(Observation::value).containsExactly("alarm", "normal");
    assertThat(heard().get(0).location()).isNull();
  }

  @Test
  void doesNotBelieveAClockThatRunsFarAhead() {
    hear(MEASURED, metrics(metric("gas", "\"alarm\"", "2031-01-01T00:00:00Z")));
    assertThat(heard().get(0).at()).isEqualTo(TIME);
  }

  @Test
  void passesOverWhatTellsOfNoHazard() {
    hear("iot.smarthome.metric.summed", "{}");
    hear(
        MEASURED,
        metrics(
            "{\"family\":\"climate\",\"name\":\"smoke\",\"value\":\"alarm\",\"at\":\"2026-11-24T10:15:31Z\"}",
            metric("smoke_sensor_state", "\"heartbeat\"", "2026-11-24T10:15:31Z"),
            metric("smoke", "\"heartbeat\"", "2026-11-24T10:15:31Z"),
            metric("smoke", "7", "2026-11-24T10:15:31Z")));
    verifyNoInteractions(watch);
  }

  @Test
  void givesUpOnWhatIsNestedTooDeeply() {
    assertThatThrownBy(() -> hear(MEASURED, "{\"a\":".repeat(5000) + "1" + "}".repeat(5000)))
        .isInstanceOf(UnprocessableEventException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "[]",
        "{}",
        "{\"deviceId\":\"d\",\"metrics\":[7]}",
        "{\"deviceId\":\"d\",\"metrics\":[{\"family\":\"safety\",\"name\":\"gas\",\"value\":\"alarm\",\"at\":\"+1000000000-12-31T23:59:59Z\"}]}",
        "{\"deviceId\":\"d\",\"location\":{},\"metrics\":[]}",
        "{\"deviceId\":\"d\",\"metrics\":[{\"family\":\"safety\",\"name\":\"gas\",\"value\":\"alarm\",\"at\":\"now\"}]}"
      })
  void givesUpOnWhatCannotBeRead(String json) {
    assertThatThrownBy(() -> hear(MEASURED, json)).isInstanceOf(UnprocessableEventException.class);
    verify(watch, org.mockito.Mockito.never()).observe(any());
  }
}
