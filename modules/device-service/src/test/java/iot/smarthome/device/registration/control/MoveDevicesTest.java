package iot.smarthome.device.registration.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import iot.smarthome.device.registration.entity.Device;
import iot.smarthome.device.registration.entity.Location;
import iot.smarthome.device.registration.entity.Place;
import iot.smarthome.device.registration.gateway.DeviceFilter;
import iot.smarthome.device.registration.gateway.Devices;
import iot.smarthome.device.registration.gateway.Places;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.scope.AccessScope;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MoveDevicesTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");
  private static final Location KITCHEN = new Location("b1", "f1", "a1", "r1");
  private static final Location CELLAR = new Location("b1", "f1", "a2", "r2");
  private static final PlaceReference FROM = new PlaceReference("r1", true, "fromRoomId");
  private static final PlaceReference TO = new PlaceReference("r2", true, "toRoomId");

  private final Devices devices = mock(Devices.class);
  private final Places places = mock(Places.class);
  private final MoveDevices moveDevices =
      new MoveDevices(devices, new FindLocation(places), Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeEach
  void aCellar() {
    when(places.find("r2"))
        .thenReturn(Optional.of(new Place("r2", "ROOM", "b1", "f1", "a2", "r2")));
    when(devices.replace(any(), anyLong())).thenReturn(true);
  }

  private static Device device(int number) {
    return Device.register(
        "d%04d".formatted(number), "Lamp", "dj", "SN" + number, KITCHEN, "BC" + number, NOW);
  }

  private static List<Device> some(int from, int to) {
    return IntStream.range(from, to).mapToObj(MoveDevicesTest::device).toList();
  }

  @Test
  void movesPageAfterPage() {
    DeviceFilter there = DeviceFilter.inRoom("r1");
    List<Device> first = some(0, 200);
    List<Device> last = some(200, 203);
    when(devices.page(there, AccessScope.EVERYTHING, null, 200)).thenReturn(first);
    when(devices.page(there, AccessScope.EVERYTHING, "d0199", 200)).thenReturn(last);

    assertThat(moveDevices.move(FROM, TO, AccessScope.EVERYTHING)).isEqualTo(203);

    assertThat(first).allSatisfy(one -> assertThat(one.location()).isEqualTo(CELLAR));
    verify(devices).replace(last.get(2), 1);
  }

  @Test
  void movesADeviceThatWasChangedMeanwhile() {
    Device old = device(1);
    Device renamed = device(1);
    renamed.rename("Floor lamp", NOW);
    when(devices.page(any(), any(), any(), anyInt())).thenReturn(List.of(old));
    when(devices.replace(old, 1)).thenReturn(false);
    when(devices.find("d0001")).thenReturn(Optional.of(renamed));

    assertThat(moveDevices.move(FROM, TO, AccessScope.EVERYTHING)).isEqualTo(1);

    assertThat(renamed.name()).isEqualTo("Floor lamp");
    assertThat(renamed.location()).isEqualTo(CELLAR);
  }

  @Test
  void leavesADeviceThatHasGoneElsewhereMeanwhile() {
    Device old = device(1);
    Device moved = device(1);
    moved.move(new Location("b1", "f1", "a3", null), NOW);
    when(devices.page(any(), any(), any(), anyInt())).thenReturn(List.of(old));
    when(devices.replace(old, 1)).thenReturn(false);
    when(devices.find("d0001")).thenReturn(Optional.of(moved));

    assertThat(moveDevices.move(FROM, TO, AccessScope.EVERYTHING)).isZero();

    assertThat(moved.location().areaId()).isEqualTo("a3");
  }

  @Test
  void movesWhatBelongsToTheAreaItself() {
    Device onArea = device(1);
    onArea.move(new Location("b1", "f1", "a1", null), NOW);
    when(devices.page(DeviceFilter.onArea("a1"), AccessScope.EVERYTHING, null, 200))
        .thenReturn(List.of(onArea));

    PlaceReference area = new PlaceReference("a1", false, "fromAreaId");
    assertThat(moveDevices.move(area, TO, AccessScope.EVERYTHING)).isEqualTo(1);
  }

  @Test
  void refusesAnUnknownPlaceAndTheSameOne() {
    assertThatThrownBy(
            () ->
                moveDevices.move(
                    FROM, new PlaceReference("r9", true, "toRoomId"), AccessScope.EVERYTHING))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(422));
    assertThatThrownBy(() -> moveDevices.move(TO, TO, AccessScope.EVERYTHING))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().type()).endsWith("same-place"));
    verify(devices, never()).replace(any(), anyLong());
  }

  @Test
  void movesNothingForOneWhoMayChangeNothing() {
    assertThat(moveDevices.move(FROM, TO, AccessScope.NOTHING)).isZero();
    verifyNoInteractions(devices);
  }
}
