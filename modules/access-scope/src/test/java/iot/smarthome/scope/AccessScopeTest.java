package iot.smarthome.scope;

import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.scope.AccessScope.LeftOut;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessScopeTest {

  private final AccessScope scope = AccessScope.of(Set.of("area-1", "room-9"), Set.of("device-7"));

  @Test
  void containsWhatLiesInAPlaceOfIt() {
    assertThat(scope.contains("device-1", "building-1", "floor-1", "area-1", "room-1")).isTrue();
  }

  @Test
  void containsAPlaceAndADeviceOfItByTheirOwnId() {
    assertThat(scope.contains("room-9")).isTrue();
    assertThat(scope.contains("device-7", "building-2", null, null, null)).isTrue();
  }

  @Test
  void containsNothingElse() {
    assertThat(scope.contains("device-1", "building-1", "floor-1", "area-2", null)).isFalse();
    assertThat(scope.contains((String) null)).isFalse();
    assertThat(AccessScope.NOTHING.contains("device-1")).isFalse();
  }

  @Test
  void containsEverythingWhenItIsUnrestricted() {
    assertThat(AccessScope.EVERYTHING.contains("anything")).isTrue();
    assertThat(AccessScope.EVERYTHING.isNothing()).isFalse();
  }

  @Test
  void isNothingWithoutPlacesAndDevices() {
    assertThat(AccessScope.NOTHING.isNothing()).isTrue();
    assertThat(scope.isNothing()).isFalse();
    assertThat(AccessScope.of(Set.of(), Set.of("device-7")).isNothing()).isFalse();
  }

  @Test
  void containsNothingThatIsLeftOut() {
    AccessScope without = scope.without(new LeftOut(null, Set.of("room-1")));

    assertThat(without.contains("building-1", "floor-1", "area-1", "room-1")).isFalse();
    assertThat(without.contains("building-1", "floor-1", "area-1", "room-2")).isTrue();
    assertThat(AccessScope.EVERYTHING.without(new LeftOut(null, Set.of("a"))).contains("a", null))
        .isFalse();
    assertThat(AccessScope.EVERYTHING.without(new LeftOut(null, Set.of())).contains("b")).isFalse();
  }

  @Test
  void leavesNoPlaceOutForACategory() {
    assertThat(AccessScope.EVERYTHING.without(new LeftOut("sgbj", Set.of())).contains("room-1"))
        .isTrue();
    assertThat(new LeftOut("sgbj", Set.of("a")).holds("sgbj", "a")).isTrue();
    assertThat(new LeftOut("sgbj", Set.of("a")).holds("sp", "a")).isFalse();
    assertThat(new LeftOut("sgbj", Set.of("a")).holds("sgbj", "b", null)).isFalse();
  }

  @Test
  void namesAllItsIds() {
    assertThat(scope.ids()).containsExactlyInAnyOrder("area-1", "room-9", "device-7");
  }
}
