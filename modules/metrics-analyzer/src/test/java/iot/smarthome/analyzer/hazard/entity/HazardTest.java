package iot.smarthome.analyzer.hazard.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.analyzer.hazard.entity.HazardWatch.Verdict;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HazardTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");

  private final HazardWatch watch = new HazardWatch("d1", Hazard.SMOKE);
  private final Alert alert =
      Alert.raise(
          "a1",
          "d1",
          "ywbj",
          Hazard.SMOKE,
          new Location("b", "f", "a", null),
          new Evidence("smoke", "alarm", NOW, "e1"));

  private Verdict observe(String value, int second) {
    Verdict verdict = watch.observe(value, NOW.plusSeconds(second));
    if (verdict == Verdict.RAISE) {
      watch.opened("a" + second);
    } else if (verdict == Verdict.CLEAR) {
      watch.closed();
    }
    return verdict;
  }

  @Test
  void raisesOnceAndClearsOnce() {
    assertThat(observe("normal", 1)).isEqualTo(Verdict.NOTHING);
    assertThat(observe("alarm", 2)).isEqualTo(Verdict.RAISE);
    assertThat(observe("alarm", 3)).isEqualTo(Verdict.NOTHING);
    assertThat(observe("normal", 4)).isEqualTo(Verdict.CLEAR);
    assertThat(observe("normal", 5)).isEqualTo(Verdict.NOTHING);
    assertThat(observe("alarm", 6)).isEqualTo(Verdict.RAISE);
    assertThat(watch.openAlertId()).contains("a6");
    assertThat(watch.deviceId()).isEqualTo("d1");
    assertThat(watch.hazard()).isEqualTo(Hazard.SMOKE);
  }

  @Test
  void isNotMovedByRepeatedOrLateWords() {
    assertThat(observe("alarm", 5)).isEqualTo(Verdict.RAISE);
    assertThat(observe("alarm", 5)).isEqualTo(Verdict.NOTHING);
    assertThat(observe("normal", 4)).isEqualTo(Verdict.NOTHING);
    assertThat(observe("cancle", 7)).isEqualTo(Verdict.NOTHING);
    assertThat(watch.openAlertId()).contains("a5");
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsMetric(Hazard hazard) {
    assertThat(Hazard.ofMetric(hazard.metric())).contains(hazard);
    assertThat(hazard.severity()).isNotNull();
  }

  @Test
  void isNotFoundByAnOrdinaryMetric() {
    assertThat(Hazard.ofMetric("temperature")).isEmpty();
  }

  @Test
  void anAlertIsAcknowledgedOnce() {
    assertThat(alert.state()).isEqualTo(Alert.State.OPEN);
    assertThat(alert.acknowledge(NOW)).isTrue();
    assertThat(alert.acknowledge(NOW)).isFalse();
    assertThat(alert.state()).isEqualTo(Alert.State.ACKNOWLEDGED);
    assertThat(alert.acknowledgedAt()).contains(NOW);
    assertThat(alert.isOpen()).isTrue();
    assertThat(alert.location().orElseThrow().areaId()).isEqualTo("a");
    assertThat(alert.version()).isEqualTo(2);
  }

  @Test
  void anAlertIsClearedByANewerWordOnly() {
    assertThat(alert.clear(NOW)).isFalse();
    assertThat(alert.clear(NOW.plusSeconds(1))).isTrue();
    assertThat(alert.clear(NOW.plusSeconds(2))).isFalse();
    assertThat(alert.isOpen()).isFalse();
    assertThat(alert.clearedAt()).contains(NOW.plusSeconds(1));
    assertThat(alert.raisedAt()).isEqualTo(NOW);
    assertThat(alert.id() + alert.deviceId() + alert.hazard()).isEqualTo("a1d1SMOKE");
    assertThat(alert.evidence().value()).isEqualTo("alarm");
    assertThatThrownBy(() -> alert.acknowledge(NOW)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anAlarmCountsBeforeANormalOfTheSameMoment() {
    assertThat(observe("normal", 3)).isEqualTo(Verdict.NOTHING);
    assertThat(observe("alarm", 3)).isEqualTo(Verdict.RAISE);
    assertThat(observe("normal", 3)).isEqualTo(Verdict.NOTHING);
    assertThat(watch.id()).isEqualTo("d1:SMOKE");
    assertThat(watch.lastAt()).isEqualTo(NOW.plusSeconds(3));
  }

  @Test
  void keepsTimesAsDates() {
    InstantAsDate converter = new InstantAsDate();
    assertThat(converter.convertToEntityAttribute(converter.convertToDatabaseColumn(NOW)))
        .isEqualTo(NOW);
    assertThat(converter.convertToDatabaseColumn(null)).isNull();
    assertThat(converter.convertToEntityAttribute(null)).isNull();
  }
}
