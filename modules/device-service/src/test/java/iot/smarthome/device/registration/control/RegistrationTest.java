package iot.smarthome.device.registration.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import iot.smarthome.device.registration.entity.Device;
import iot.smarthome.device.registration.entity.LifeCycle;
import iot.smarthome.device.registration.entity.Location;
import iot.smarthome.device.registration.entity.Place;
import iot.smarthome.device.registration.entity.Rejection;
import iot.smarthome.device.registration.gateway.Categories;
import iot.smarthome.device.registration.gateway.DeviceFilter;
import iot.smarthome.device.registration.gateway.Devices;
import iot.smarthome.device.registration.gateway.DuplicateDeviceException;
import iot.smarthome.device.registration.gateway.Places;
import iot.smarthome.device.registration.gateway.PlacesUnavailableException;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.scope.AccessScope;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30.123456Z");
  private static final Instant NOW_STORED = Instant.parse("2026-11-24T10:15:30.123Z");
  private static final Location KITCHEN = new Location("b1", "f1", "a1", "r1");
  private static final PlaceReference ROOM = new PlaceReference("r1", true);
  private static final AccessScope ROOMS = AccessScope.of(Set.of("r1"), Set.of());
  private static final LongConsumer ANY_VERSION = version -> {};

  private final Devices devices = mock(Devices.class);
  private final Places places = mock(Places.class);
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final FindLocation findLocation = new FindLocation(places);
  private final RegisterDevice registerDevice =
      new RegisterDevice(devices, new Categories(), findLocation, clock);
  private final ChangeDevice changeDevice = new ChangeDevice(devices, findLocation, clock);
  private final FindDevices findDevices = new FindDevices(devices);
  private final FollowTuya followTuya = new FollowTuya(devices);

  @BeforeEach
  void aRoomAndAStore() {
    when(places.find("r1"))
        .thenReturn(Optional.of(new Place("r1", "ROOM", "b1", "f1", "a1", "r1")));
    when(places.find("a2"))
        .thenReturn(Optional.of(new Place("a2", "AREA", "b1", "f1", "a2", null)));
    when(devices.replace(any(), anyLong())).thenReturn(true);
    when(devices.delete(anyString(), anyLong())).thenReturn(true);
  }

  private Device stored() {
    Device device = Device.register("d1", "Alarm", "ywbj", "SN1", KITCHEN, "BC1", NOW);
    when(devices.find("d1")).thenReturn(Optional.of(device));
    return device;
  }

  private Device register() {
    return registerDevice.register("Alarm", "ywbj", "SN1", ROOM, "BC1");
  }

  private static void assertProblem(ThrowingCallable call, int status, String type) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(status);
              assertThat(e.problem().type())
                  .isEqualTo("urn:problem:smarthome:device-service:" + type);
            });
  }

  @Test
  void storesANewDeviceAsShadow() {
    Device device = register();
    verify(devices).insert(device);
    assertThat(device.lifeCycle()).isEqualTo(LifeCycle.SHADOW);
    assertThat(device.location()).isEqualTo(KITCHEN);
    assertThat(device.registeredAt()).as("as precise as the store").isEqualTo(NOW_STORED);
    assertThat(device.id()).hasSize(36);
  }

  @Test
  void refusesACategoryThatTuyaHasNot() {
    assertProblem(
        () -> registerDevice.register("Alarm", "toaster", "SN1", ROOM, "BC1"),
        422,
        "unknown-category");
    verify(devices, never()).insert(any());
  }

  @ParameterizedTest
  @ValueSource(strings = {"#", "\\", "..", "a/b", "a?b", "%2e", "ä"})
  void asksNobodyForWhatCanBeNoId(String id) {
    assertProblem(
        () -> registerDevice.register("Alarm", "ywbj", "SN1", new PlaceReference(id, true), "BC1"),
        422,
        "unknown-room");
    verifyNoInteractions(places);
  }

  @Test
  void saysHowToMendThatAPlaceCannotBeChecked() {
    when(places.find("r1")).thenThrow(new PlacesUnavailableException(new RuntimeException()));
    assertThatThrownBy(this::register)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              try (Response response = e.problem().toResponse("/devices")) {
                assertThat(response.getHeaderString("Retry-After")).isEqualTo("5");
                assertThat(response.getEntity().toString())
                    .contains("\"field\":\"roomId\"", "send the same request again");
              }
            });
  }

  @Test
  void refusesAnUnknownRoomAndAnAreaInPlaceOfARoom() {
    assertProblem(
        () -> registerDevice.register("A", "ywbj", "S", new PlaceReference("nowhere", true), "B"),
        422,
        "unknown-room");
    assertProblem(
        () -> registerDevice.register("A", "ywbj", "S", new PlaceReference("a2", true), "B"),
        422,
        "unknown-room");
    assertProblem(
        () -> registerDevice.register("A", "ywbj", "S", new PlaceReference("r1", false), "B"),
        422,
        "unknown-area");
    verify(devices, never()).insert(any());
  }

  @Test
  void refusesForTheMomentWhenBuildingServiceIsSilent() {
    when(places.find("r1")).thenThrow(new PlacesUnavailableException(new RuntimeException()));
    assertProblem(this::register, 503, "building-service-unavailable");
  }

  @Test
  void refusesASerialOrABindCodeOfAnotherDevice() {
    doThrow(new DuplicateDeviceException("serial", null)).when(devices).insert(any());
    assertProblem(this::register, 409, "duplicate-serial");
    doThrow(new DuplicateDeviceException("bindCode", null)).when(devices).insert(any());
    assertProblem(this::register, 409, "duplicate-bind-code");
  }

  @Test
  void renamesAndMovesADevice() {
    Device device = stored();
    changeDevice.change(
        "d1",
        ANY_VERSION,
        new ChangeDevice.Wish("New name", new PlaceReference("a2", false), null, null));
    assertThat(device.name()).isEqualTo("New name");
    assertThat(device.location()).isEqualTo(new Location("b1", "f1", "a2", null));
    verify(devices).replace(device, 1);
  }

  @Test
  void storesNothingWhenNothingIsNew() {
    Device device = stored();
    changeDevice.change("d1", ANY_VERSION, new ChangeDevice.Wish("Alarm", ROOM, "BC1", null));
    assertThat(device.version()).isEqualTo(1);
    verify(devices, never()).replace(any(), anyLong());
  }

  @Test
  void submitsARejectedDeviceAgainUnderAnotherBindCode() {
    Device device = stored();
    device.reject(1, new Rejection("2010", "m", "e", NOW));
    changeDevice.change("d1", ANY_VERSION, new ChangeDevice.Wish(null, null, "BC2", null));
    assertThat(device.lifeCycle()).isEqualTo(LifeCycle.SHADOW);
    verify(devices).replace(device, 2);
  }

  @Test
  void submitsARejectedDeviceAgainAsOneOfAThirdParty() {
    Device device = stored();
    device.reject(1, new Rejection("2010", "m", "e", NOW));
    ChangeDevice.Wish wish = new ChangeDevice.Wish(null, null, null, "p1");
    changeDevice.change("d1", ANY_VERSION, wish);
    assertThat(device.lifeCycle()).isEqualTo(LifeCycle.SHADOW);
    assertThat(device.bindCode()).isEmpty();
    verify(devices).replace(device, 2);
    changeDevice.change("d1", ANY_VERSION, wish);
    assertThat(device.version()).as("nothing new").isEqualTo(3);
  }

  @Test
  void registersADeviceOfAThirdParty() {
    Device device = registerDevice.registerThirdParty("Lamp", "ywbj", "SN1", ROOM, "p1");
    assertThat(device.productId()).contains("p1");
    assertThat(device.bindCode()).isEmpty();
    verify(devices).insert(device);
  }

  @Test
  void keepsTheBindCodeOfAnActiveDevice() {
    Device device = stored();
    device.confirm(1, "bf1", "p1", NOW);
    assertProblem(
        () -> changeDevice.change("d1", ANY_VERSION, new ChangeDevice.Wish(null, null, null, "p2")),
        409,
        "already-bound");
    assertProblem(
        () ->
            changeDevice.change("d1", ANY_VERSION, new ChangeDevice.Wish(null, null, "BC2", null)),
        409,
        "already-bound");
  }

  @Test
  void refusesAChangeThatAnotherOvertook() {
    stored();
    when(devices.replace(any(), anyLong())).thenReturn(false);
    when(devices.delete(anyString(), anyLong())).thenReturn(false);
    assertProblem(
        () -> changeDevice.change("d1", ANY_VERSION, new ChangeDevice.Wish("X", null, null, null)),
        412,
        "precondition-failed");
    assertProblem(() -> changeDevice.remove("d1", ANY_VERSION), 412, "precondition-failed");
  }

  @Test
  void refusesABindCodeOfAnotherDeviceInAChange() {
    stored();
    when(devices.replace(any(), anyLong()))
        .thenThrow(new DuplicateDeviceException("bindCode", null));
    assertProblem(
        () ->
            changeDevice.change("d1", ANY_VERSION, new ChangeDevice.Wish(null, null, "BC9", null)),
        409,
        "duplicate-bind-code");
  }

  @Test
  void asksThePreconditionWithTheCurrentVersionBeforeAnythingElse() {
    stored();
    LongConsumer refusing =
        version -> {
          throw new IllegalStateException("asked for " + version);
        };
    assertThatThrownBy(
            () -> changeDevice.change("d1", refusing, new ChangeDevice.Wish("X", null, null, null)))
        .hasMessage("asked for 1");
    assertThatThrownBy(() -> changeDevice.remove("d1", refusing)).hasMessage("asked for 1");
    verify(devices, never()).delete(anyString(), anyLong());
  }

  @Test
  void removesADevice() {
    stored();
    changeDevice.remove("d1", ANY_VERSION);
    verify(devices).delete("d1", 1);
  }

  @Test
  void knowsNoDeviceThatIsNotThere() {
    assertProblem(() -> findDevices.byId("d9"), 404, "unknown-device");
    assertProblem(() -> changeDevice.remove("d9", ANY_VERSION), 404, "unknown-device");
  }

  @Test
  void asksForNothingWhereNothingIsInScope() {
    DeviceFilter all = new DeviceFilter(null, null, null, null, null);
    Page<Device> page = findDevices.page(all, AccessScope.NOTHING, 1, null);
    assertThat(page.items()).isEmpty();
    assertThat(page.nextCursor()).isNull();
    verifyNoInteractions(devices);
  }

  @Test
  void leadsFromPageToPage() {
    DeviceFilter all = new DeviceFilter(null, null, null, null, null);
    Device one = Device.register("d1", "n", "ywbj", "S1", KITCHEN, "B1", NOW);
    Device two = Device.register("d2", "n", "ywbj", "S2", KITCHEN, "B2", NOW);
    when(devices.page(all, ROOMS, null, 2)).thenReturn(List.of(one, two));
    when(devices.page(all, ROOMS, "d1", 2)).thenReturn(List.of(two));
    Page<Device> first = findDevices.page(all, ROOMS, 1, null);
    assertThat(first.items()).containsExactly(one);
    Page<Device> last = findDevices.page(all, ROOMS, 1, first.nextCursor());
    assertThat(last.items()).containsExactly(two);
    assertThat(last.nextCursor()).isNull();
    assertProblem(() -> findDevices.page(all, ROOMS, 1, "%%%"), 400, "invalid-cursor");
    assertThat(findDevices.byId(stored().id()).id()).isEqualTo("d1");
  }

  @Test
  void takesOverWhatTuyaSays() {
    Device device = stored();
    assertThat(followTuya.confirmed("d1", 1, "bf1", "p1", NOW)).isTrue();
    verify(devices).replace(device, 1);
    assertThat(followTuya.connection("d1", true, NOW)).isTrue();
    assertThat(followTuya.confirmed("d1", 1, "bf1", "p1", NOW)).as("again").isFalse();
    assertThat(followTuya.rejected("d1", 1, new Rejection("1", "m", "e", NOW))).isFalse();
    assertThat(device.lifeCycle()).isEqualTo(LifeCycle.ACTIVATED);
  }

  @Test
  void ignoresWordsAboutADeviceThatIsGone() {
    assertThat(followTuya.connection("d9", true, NOW)).isFalse();
  }

  @Test
  void asksToTryAgainWhenTheDeviceWasChangedAtTheSameTime() {
    stored();
    when(devices.replace(any(), anyLong())).thenReturn(false);
    assertThatThrownBy(() -> followTuya.connection("d1", true, NOW))
        .isInstanceOf(ConcurrentChangeException.class);
  }
}
