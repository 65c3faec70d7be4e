package iot.smarthome.device.registration.control;

import iot.smarthome.device.registration.entity.Device;
import iot.smarthome.device.registration.entity.Location;
import iot.smarthome.device.registration.gateway.DeviceFilter;
import iot.smarthome.device.registration.gateway.Devices;
import iot.smarthome.scope.AccessScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Hangs all devices of one place into another: what empties a room that is to be removed. */
@ApplicationScoped
public class MoveDevices {

  private static final int BATCH = 200;

  private final Devices devices;
  private final FindLocation findLocation;
  private final Clock clock;

  /** For the container's proxy. */
  protected MoveDevices() {
    this(null, null);
  }

  @Inject
  public MoveDevices(Devices devices, FindLocation findLocation) {
    this(devices, findLocation, Clock.systemUTC());
  }

  MoveDevices(Devices devices, FindLocation findLocation, Clock clock) {
    this.devices = devices;
    this.findLocation = findLocation;
    this.clock = clock;
  }

  /**
   * Moves one after the other, each by its version. Whoever is stopped half way says it again: what
   * has moved is not there any more.
   *
   * @param from the room, or the area itself without its rooms; it need not be known any more
   * @param scope the devices that the caller may change; others stay
   * @return how many have moved
   * @throws iot.smarthome.rest.problem.ProblemException 422 for an unknown place to move to, or the
   *     same one; 503 when Building Service does not answer
   */
  public long move(PlaceReference from, PlaceReference to, AccessScope scope) {
    if (from.room() == to.room() && from.id().equals(to.id())) {
      throw RegistrationProblems.samePlace(to);
    }
    Location target = findLocation.of(to);
    if (scope.isNothing()) {
      return 0;
    }
    DeviceFilter there =
        from.room() ? DeviceFilter.inRoom(from.id()) : DeviceFilter.onArea(from.id());
    long moved = 0;
    String after = null;
    List<Device> some;
    do {
      some = devices.page(there, scope, after, BATCH);
      for (Device device : some) {
        moved += hang(device, from, target) ? 1 : 0;
        after = device.id();
      }
    } while (some.size() == BATCH);
    return moved;
  }

  private boolean hang(Device found, PlaceReference from, Location target) {
    Optional<Device> device = Optional.of(found);
    while (device.filter(one -> liesIn(one, from)).isPresent()) {
      long version = device.get().version();
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      device.get().move(target, now);
      if (devices.replace(device.get(), version)) {
        return true;
      }
      device = devices.find(found.id()); // somebody else was quicker
    }
    return false;
  }

  private static boolean liesIn(Device device, PlaceReference place) {
    Location at = device.location();
    return place.room()
        ? place.id().equals(at.roomId())
        : place.id().equals(at.areaId()) && at.roomId() == null;
  }
}
