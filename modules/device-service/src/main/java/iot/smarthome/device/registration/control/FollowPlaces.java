package iot.smarthome.device.registration.control;

import iot.smarthome.device.registration.entity.Device;
import iot.smarthome.device.registration.entity.Location;
import iot.smarthome.device.registration.gateway.Devices;
import iot.smarthome.device.registration.gateway.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Devices go with the place they hang in: when a room or an area has moved, so have they. Building
 * Service tells each moved place of its own, so only the devices of the very place are looked at.
 */
@ApplicationScoped
public class FollowPlaces {

  private static final int BATCH = 200;

  private final Devices devices;
  private final Places places;
  private final Clock clock;

  /** For the container's proxy. */
  protected FollowPlaces() {
    this(null, null);
  }

  @Inject
  public FollowPlaces(Devices devices, Places places) {
    this(devices, places, Clock.systemUTC());
  }

  FollowPlaces(Devices devices, Places places, Clock clock) {
    this.devices = devices;
    this.places = places;
    this.clock = clock;
  }

  /**
   * @param place where the room lies now, or the area itself (no room)
   * @return how many devices have moved with it
   * @throws ConcurrentChangeException when one was changed at the same time: try again
   */
  public int follow(Location place) {
    // first: who registers from now on must not be told where the place was
    places.forget(place.roomId() == null ? place.areaId() : place.roomId());
    int moved = 0;
    while (true) {
      List<Device> astray = devices.astray(place, BATCH);
      if (astray.isEmpty()) {
        return moved;
      }
      for (Device device : astray) {
        long version = device.version();
        device.move(place, now());
        if (!devices.replace(device, version)) {
          throw new ConcurrentChangeException("Device " + device.id());
        }
        moved++;
      }
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
