package iot.smarthome.tuya.places.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import iot.smarthome.tuya.cloud.gateway.CloudSettings;
import iot.smarthome.tuya.cloud.gateway.TuyaAssets;
import iot.smarthome.tuya.cloud.gateway.TuyaCloudException;
import iot.smarthome.tuya.cloud.gateway.TuyaCloudException.Fault;
import iot.smarthome.tuya.places.entity.MirroredPlace;
import iot.smarthome.tuya.places.entity.Placement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MirrorPlacesTest {

  private static final List<String> KITCHEN = List.of("b", "f", "a", "r");

  private final TuyaAssets assets = mock(TuyaAssets.class);
  private final InMemoryMirror places = new InMemoryMirror();
  private MirrorPlaces mirror;
  private PlaceDevice placeDevice;
  private int made;

  @BeforeEach
  void build() {
    mirror = mirror(true);
    placeDevice = new PlaceDevice(mirror, assets, places.placements());
    when(assets.create(anyString(), anyString())).thenAnswer(call -> "asset" + ++made);
    mirror.changed(List.of("b"), "HQ Head office", 1);
    mirror.changed(List.of("b", "f"), "EG Ground floor", 1);
    mirror.changed(List.of("b", "f", "a"), "E East", 1);
    mirror.changed(KITCHEN, "101 Kitchen", 1);
  }

  private MirrorPlaces mirror(boolean mirroring) {
    CloudSettings settings =
        new CloudSettings(null, "c", "s", "root", null, null, 1, 1, null, null);
    return new MirrorPlaces(assets, places, places.placements(), settings, mirroring);
  }

  private static TuyaCloudException refusal() {
    return new TuyaCloudException(Fault.REJECTED, "1106", "permission deny", "e", null);
  }

  @Test
  void makesTheAssetsOfAPlaceWhenTheFirstDeviceComes() {
    verify(assets, never()).create(any(), any());
    assertThat(mirror.asset(KITCHEN)).isEqualTo("asset4");
    assertThat(mirror.asset(KITCHEN)).isEqualTo("asset4");
    verify(assets).create("HQ Head office", "root");
    verify(assets).create("EG Ground floor", "asset1");
    verify(assets).create("E East", "asset2");
    verify(assets).create("101 Kitchen", "asset3");
    assertThat(mirror.isOurs("asset3")).isTrue();
    assertThat(mirror.isOurs("root")).isTrue();
    assertThat(mirror.isOurs("somebody else's")).isFalse();
  }

  @Test
  void findsAnAssetAgainWhoseCreationWasNeverAnswered() {
    when(assets.named("HQ Head office", "root")).thenReturn(List.of("lost"));
    mirror.asset(List.of("b", "f"));
    verify(assets, never()).create(eq("HQ Head office"), any());
    verify(assets).create("EG Ground floor", "lost");
  }

  @Test
  void doesNotTakeAnAssetOfAnotherPlaceForItsOwn() {
    mirror.asset(List.of("b"));
    when(assets.named("HQ Head office", "root")).thenReturn(List.of("asset1"));
    mirror.changed(List.of("b2"), "HQ Head office", 1);
    assertThat(mirror.asset(List.of("b2"))).isEqualTo("asset2");
  }

  @Test
  void takesTheAssetOfTheReplicaThatWasFirst() {
    when(assets.create("HQ Head office", "root"))
        .thenAnswer(
            call -> {
              MirroredPlace known = places.find("b").orElseThrow();
              places.save(known.at("first", "root"), null);
              return "second";
            });
    assertThat(mirror.asset(List.of("b"))).isEqualTo("first");
    verify(assets).remove("second");
  }

  @Test
  void putsADeviceAroundWhereTuyaMakesNoAsset() {
    doThrow(refusal()).when(assets).create("E East", "asset2");
    assertThat(mirror.asset(KITCHEN)).isEqualTo("asset2");
    verify(assets).refused(eq("create"), any());
  }

  @Test
  void waitsWhileTuyaIsAway() {
    doThrow(new TuyaCloudException(Fault.RETRYABLE, "no-answer", "w", "e", null))
        .when(assets)
        .create("E East", "asset2");
    assertThatThrownBy(() -> mirror.asset(KITCHEN)).isInstanceOf(TuyaCloudException.class);
  }

  @Test
  void hasOneAssetForAllWithoutMirroring() {
    assertThat(mirror(false).asset(KITCHEN)).isEqualTo("root");
    verify(assets, never()).create(any(), any());
  }

  @Test
  void renamesTheAssetWithItsPlace() {
    mirror.asset(List.of("unheard", "of"));
    verify(assets).create("unheard", "root");
    mirror.changed(List.of("unheard"), "N New", 1);
    verify(assets).rename("asset1", "N New");
    mirror.changed(List.of("unheard"), "N New", 1);
    mirror.changed(List.of("unheard"), "O Old", 1);
    verify(assets, times(1)).rename(any(), any());
  }

  @Test
  void takesPlacesAndDevicesAlongWhenAnAreaMoves() {
    placeDevice.placed("d1", "t1", KITCHEN, "root");
    placeDevice.placed("d2", "t2", List.of("b", "f", "a"), "asset3");
    verify(assets).transfer("t1", "root", "asset4");
    verify(assets, never()).transfer(eq("t2"), any(), any());

    mirror.changed(List.of("b", "f2", "a"), "E East", 2);

    // f2 is asset5, the area anew asset6, the kitchen in it asset7
    verify(assets).create("E East", "asset5");
    verify(assets).create("101 Kitchen", "asset6");
    verify(assets).transfer("t1", "asset4", "asset7");
    verify(assets).transfer("t2", "asset3", "asset6");
    verify(assets).remove("asset4");
    verify(assets).remove("asset3");
    assertThat(places.placements().ofDevice("d1"))
        .contains(new Placement("d1", "t1", "r", "asset7"));
    assertThat(mirror.asset(List.of("b", "f2", "a", "r"))).isEqualTo("asset7");
  }

  @Test
  void finishesAMoveThatWasInterrupted() {
    placeDevice.placed("d1", "t1", KITCHEN, "asset4");
    doThrow(new TuyaCloudException(Fault.RETRYABLE, "no-answer", "w", "e", null))
        .doNothing()
        .when(assets)
        .transfer("t1", "asset4", "asset6");
    List<String> moved = List.of("b", "f", "a2", "r");
    assertThatThrownBy(() -> mirror.changed(moved, "101 Kitchen", 2))
        .isInstanceOf(TuyaCloudException.class);
    verify(assets, never()).remove(any());
    mirror.changed(moved, "101 Kitchen", 2);
    verify(assets).remove("asset4");
    assertThat(places.placements().ofDevice("d1").orElseThrow().assetId()).isEqualTo("asset6");
    verify(assets, times(1)).create("101 Kitchen", "asset5");
  }

  @Test
  void removesTheAssetWithItsPlace() {
    mirror.asset(List.of("b"));
    mirror.removed("b");
    mirror.removed("b");
    mirror.removed("f");
    verify(assets, times(1)).remove("asset1");
    assertThat(mirror.isOurs("asset1")).isFalse();
  }

  @Test
  void movesADeviceThatHasMovedAndNoOther() {
    placeDevice.placed("d1", "t1", KITCHEN, null);
    verify(assets).transfer("t1", null, "asset4");
    placeDevice.follow("d1", "t1", KITCHEN);
    placeDevice.follow("d1", "t1", List.of("b", "f", "a"));
    verify(assets).transfer("t1", "asset4", "asset3");
    placeDevice.follow("d1", "t1", List.of("b", "f", "a"));
    verify(assets, times(2)).transfer(any(), any(), any());
    placeDevice.forget("d1");
    placeDevice.follow("d1", "t1", KITCHEN);
    verify(assets, times(2)).transfer("t1", null, "asset4");
  }
}
