package iot.smarthome.analyzer.hazard.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import iot.smarthome.analyzer.hazard.entity.Alert;
import iot.smarthome.analyzer.hazard.entity.Hazard;
import iot.smarthome.analyzer.hazard.entity.HazardWatch;
import iot.smarthome.analyzer.hazard.entity.Location;
import iot.smarthome.analyzer.hazard.gateway.AlertCounts;
import iot.smarthome.analyzer.hazard.gateway.AlertFilter;
import iot.smarthome.analyzer.hazard.gateway.Watches;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.scope.AccessScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

class WatchHazardsTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");
  private static final Location PLACE = new Location("b", "f", "a", "r");
  private static final LongConsumer ANY = version -> {};
  private static final AlertFilter ALL = new AlertFilter(null, null, null, null);

  private final InMemory store = new InMemory();
  private final AlertCounts counts = mock(AlertCounts.class);
  private final WatchHazards watch = new WatchHazards(store, store, counts);
  private final AcknowledgeAlert acknowledge = new AcknowledgeAlert(store);
  private final FindAlerts find = new FindAlerts(store);

  private void smoke(String word, int second) {
    watch.observe(word("d1", Hazard.SMOKE, word, second));
  }

  private static Observation word(String device, Hazard hazard, String word, int second) {
    return new Observation(
        device, "ywbj", hazard, PLACE, word, NOW.plusSeconds(second), "e" + second);
  }

  private Alert only() {
    assertThat(store.alerts).hasSize(1);
    return store.alerts.values().iterator().next();
  }

  @Test
  void raisesOneAlertHoweverOftenTheAlarmComes() {
    smoke("alarm", 1);
    smoke("alarm", 1);
    smoke("alarm", 2);
    Alert alert = only();
    assertThat(alert.state()).isEqualTo(Alert.State.OPEN);
    assertThat(alert.raisedAt()).isEqualTo(NOW.plusSeconds(1));
    assertThat(alert.location()).contains(PLACE);
    assertThat(alert.evidence().eventId()).isEqualTo("e1");
    verify(counts, times(1)).raised(Hazard.SMOKE);
  }

  @Test
  void clearsTheAlertWhenTheSensorIsBackToNormal() {
    smoke("alarm", 1);
    smoke("normal", 2);
    assertThat(only().state()).isEqualTo(Alert.State.CLEARED);
    assertThat(only().clearedAt()).contains(NOW.plusSeconds(2));
    smoke("normal", 2);
    smoke("normal", 3);
    assertThat(only().version()).isEqualTo(2);
    verify(counts, times(1)).cleared(Hazard.SMOKE);
    smoke("alarm", 4);
    assertThat(store.alerts).hasSize(2);
  }

  @Test
  void isNotMovedByLateWords() {
    smoke("normal", 5);
    smoke("alarm", 4);
    assertThat(store.alerts).isEmpty();
    smoke("alarm", 6);
    smoke("normal", 3);
    assertThat(only().state()).isEqualTo(Alert.State.OPEN);
  }

  @Test
  void isNotMovedByARepeatedEpisode() {
    smoke("alarm", 1);
    smoke("normal", 2);
    smoke("alarm", 1);
    smoke("normal", 2);
    assertThat(only().state()).isEqualTo(Alert.State.CLEARED);
  }

  @Test
  void takesAFineTimeForTheSameWhenItComesAgain() {
    Instant fine = NOW.plusNanos(1_500_700);
    watch.observe(new Observation("d1", "ywbj", Hazard.SMOKE, null, "alarm", fine, "e"));
    watch.observe(new Observation("d1", "ywbj", Hazard.SMOKE, null, "normal", fine, "e"));
    assertThat(only().isOpen()).isTrue();
    assertThat(only().location()).isEmpty();
  }

  @Test
  void keepsDevicesAndHazardsApart() {
    smoke("alarm", 1);
    watch.observe(word("d1", Hazard.GAS, "alarm", 1));
    watch.observe(word("d2", Hazard.SMOKE, "alarm", 1));
    smoke("normal", 2);
    assertThat(store.alerts.values().stream().filter(Alert::isOpen)).hasSize(2);
  }

  @Test
  void findsTheOpenAlertAgainAfterACrashBeforeTheWatchWasStored() {
    store.forgetsWatches = true;
    smoke("alarm", 1);
    store.forgetsWatches = false;
    smoke("alarm", 1);
    assertThat(store.watches.get("d1:SMOKE").openAlertId()).contains(only().id());
    smoke("normal", 2);
    assertThat(only().isOpen()).isFalse();
  }

  @Test
  void triesAgainWhenTheAlertWasChangedAtTheSameTime() {
    smoke("alarm", 1);
    store.conflict = true;
    assertThatThrownBy(() -> smoke("normal", 2)).isInstanceOf(ConcurrentChangeException.class);
  }

  @Test
  void givesTheNewerWordOfAnotherInstanceTheLastSay() {
    Watches other = mock(Watches.class);
    HazardWatch newer = new HazardWatch("d1", Hazard.SMOKE);
    newer.observe("normal", NOW.plusSeconds(9));
    when(other.find("d1", Hazard.SMOKE)).thenReturn(Optional.empty(), Optional.of(newer));
    when(other.store(any())).thenReturn(false);
    new WatchHazards(store, other, counts).observe(word("d1", Hazard.SMOKE, "alarm", 1));
    assertThat(only().state()).isEqualTo(Alert.State.CLEARED);
  }

  @Test
  void acknowledgesAnOpenAlertOnce() {
    smoke("alarm", 1);
    assertThat(acknowledge.acknowledge(only().id(), ANY).version()).isEqualTo(2);
    assertThat(acknowledge.acknowledge(only().id(), ANY).version()).isEqualTo(2);
    smoke("alarm", 2);
    assertThat(only().state()).isEqualTo(Alert.State.ACKNOWLEDGED);
    smoke("normal", 3);
    assertThat(only().state()).isEqualTo(Alert.State.CLEARED);
    refuses(409, () -> acknowledge.acknowledge(only().id(), ANY));
  }

  @Test
  void acknowledgesNothingUnknownOrChanged() {
    refuses(404, () -> acknowledge.acknowledge("none", ANY));
    refuses(404, () -> find.byId("none"));
    smoke("alarm", 1);
    store.conflict = true;
    refuses(412, () -> acknowledge.acknowledge(only().id(), ANY));
  }

  @Test
  void pagesThroughAlertsFromTheOneRaisedLast() {
    for (int device = 0; device < 3; device++) {
      store.insert(
          Alert.raise(
              "a" + device,
              "d" + device,
              "rqbj",
              Hazard.GAS,
              PLACE,
              new iot.smarthome.analyzer.hazard.entity.Evidence("gas", "alarm", NOW, null)));
    }
    Page<Alert> first = find.page(ALL, AccessScope.EVERYTHING, 2, null);
    assertThat(first.items()).extracting(Alert::id).isEqualTo(List.of("a2", "a1"));
    Page<Alert> second = find.page(ALL, AccessScope.EVERYTHING, 2, first.nextCursor());
    assertThat(second.items()).extracting(Alert::id).isEqualTo(List.of("a0"));
    assertThat(second.nextCursor()).isNull();
    assertThat(find.byId("a1").deviceId()).isEqualTo("d1");
    refuses(400, () -> find.page(ALL, AccessScope.EVERYTHING, 2, "no cursor"));
  }

  private static void refuses(int status, Runnable request) {
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(status));
  }
}
