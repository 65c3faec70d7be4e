package iot.smarthome.etl.placement.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import iot.smarthome.etl.placement.entity.InstantAsDate;
import iot.smarthome.etl.placement.entity.Location;
import iot.smarthome.etl.placement.entity.Placement;
import iot.smarthome.etl.placement.gateway.Placements;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlacementTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");

  private Instant time = NOW;

  private final Clock clock =
      new Clock() {
        @Override
        public java.time.ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return time;
        }
      };
  private final Placements placements = mock(Placements.class);
  private final LocateDevice locate =
      new LocateDevice(placements, clock, Duration.ofSeconds(2), Duration.ofMinutes(1), 2);

  private static Placement at(String device, String room, long version) {
    return Placement.of(device, "ywbj", "p1", new Location("b", "f", "a", room), version);
  }

  private String room(String device) {
    return locate.placement(device).flatMap(Placement::location).orElseThrow().roomId();
  }

  @Test
  void readsAPlacementOnceUntilItIsOld() {
    when(placements.find("d1")).thenReturn(Optional.of(at("d1", "r1", 1)));
    assertThat(room("d1") + room("d1")).isEqualTo("r1r1");
    verify(placements, times(1)).find("d1");
    when(placements.find("d1")).thenReturn(Optional.of(at("d1", "r2", 2)));
    time = NOW.plusSeconds(61);
    assertThat(room("d1")).isEqualTo("r2");
  }

  @Test
  void keepsNoMorePlacementsThanItMay() {
    when(placements.find(anyString()))
        .thenAnswer(call -> Optional.of(at(call.getArgument(0), "r", 1)));
    for (String device : new String[] {"d1", "d2", "d3", "d1"}) {
      room(device);
    }
    verify(placements, times(2)).find("d1");
  }

  @Test
  void waitsForAnUnknownDeviceButNotForever() {
    when(placements.find("d1")).thenReturn(Optional.empty());
    assertThatThrownBy(() -> locate.placement("d1"))
        .isInstanceOf(PlacementAwaitedException.class)
        .hasMessageContaining("d1");
    time = NOW.plusSeconds(3);
    assertThat(locate.placement("d1")).isEmpty();
    assertThat(locate.placement("d1")).isEmpty();
  }

  @Test
  void findsAtOnceWhatHasArrivedMeanwhile() {
    when(placements.find("d1")).thenReturn(Optional.empty());
    when(placements.store(org.mockito.ArgumentMatchers.any())).thenReturn(true);
    assertThatThrownBy(() -> locate.placement("d1")).isInstanceOf(PlacementAwaitedException.class);
    assertThat(new TrackPlacement(placements, locate).follow(at("d1", "r1", 1))).isTrue();
    assertThat(room("d1")).isEqualTo("r1");
  }

  @Test
  void remembersNothingThatWasNotStored() {
    when(placements.store(org.mockito.ArgumentMatchers.any())).thenReturn(false);
    when(placements.find("d1")).thenReturn(Optional.of(at("d1", "new", 2)));
    assertThat(new TrackPlacement(placements, locate).follow(at("d1", "old", 1))).isFalse();
    assertThat(room("d1")).isEqualTo("new");
  }

  @Test
  void isNotReplacedInMemoryByAnOlderVersion() {
    locate.learn(at("d1", "new", 2));
    locate.learn(at("d1", "old", 1));
    assertThat(room("d1")).isEqualTo("new");
  }

  @Test
  void aDeviceThatIsGoneStaysGone() {
    Placement gone = Placement.gone("d1", 0, NOW);
    Map<Boolean, Placement> byGone = new HashMap<>();
    byGone.put(gone.isGone(), gone);
    assertThat(byGone).containsOnlyKeys(true);
    assertThat(gone.replaces(at("d1", "r", 7))).isTrue();
    assertThat(at("d1", "r", 8).replaces(gone)).isFalse();
    assertThat(gone.location()).isEmpty();
    assertThat(gone.category()).isEmpty();
    assertThat(at("d1", "r", 7).category()).contains("ywbj");
    assertThat(at("d1", "r", 7).productId()).contains("p1");
    assertThat(at("d1", "r", 7).version()).isEqualTo(7);
  }

  @Test
  void keepsTimesAsDates() {
    InstantAsDate converter = new InstantAsDate();
    assertThat(converter.convertToDatabaseColumn(NOW)).isEqualTo(Date.from(NOW));
    assertThat(converter.convertToEntityAttribute(Date.from(NOW))).isEqualTo(NOW);
    assertThat(converter.convertToDatabaseColumn(null)).isNull();
    assertThat(converter.convertToEntityAttribute(null)).isNull();
  }
}
