package iot.smarthome.device.registration.control;

import iot.smarthome.device.registration.entity.Device;
import iot.smarthome.device.registration.entity.Location;
import iot.smarthome.device.registration.gateway.Categories;
import iot.smarthome.device.registration.gateway.Devices;
import iot.smarthome.device.registration.gateway.DuplicateDeviceException;
import iot.smarthome.rest.TimeOrderedId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Registers a device as SHADOW. */
@ApplicationScoped
public class RegisterDevice {

  private final Devices devices;
  private final Categories categories;
  private final FindLocation findLocation;
  private final Clock clock;

  /** For the container's proxy. */
  protected RegisterDevice() {
    this(null, null, null, null);
  }

  @Inject
  public RegisterDevice(Devices devices, Categories categories, FindLocation findLocation) {
    this(devices, categories, findLocation, Clock.systemUTC());
  }

  RegisterDevice(Devices devices, Categories categories, FindLocation findLocation, Clock clock) {
    this.devices = devices;
    this.categories = categories;
    this.findLocation = findLocation;
    this.clock = clock;
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 422 for an unknown category, area or room,
   *     409 for a serial or bind code of another device, 503 when the place can't be checked
   */
  public Device register(
      String name, String category, String serial, PlaceReference place, String bindCode) {
    return register(
        category,
        place,
        (id, location, now) ->
            Device.register(id, name, category, serial, location, bindCode, now));
  }

  /** As {@link #register}, for a device of another maker's. */
  public Device registerThirdParty(
      String name, String category, String serial, PlaceReference place, String productId) {
    return register(
        category,
        place,
        (id, location, now) ->
            Device.registerThirdParty(id, name, category, serial, location, productId, now));
  }

  private interface Making {
    Device make(String id, Location location, Instant now);
  }

  private Device register(String category, PlaceReference place, Making making) {
    if (categories.name(category).isEmpty()) {
      throw RegistrationProblems.unknownCategory(category);
    }
    Location location = findLocation.of(place);
    Device device =
        making.make(TimeOrderedId.next(), location, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    try {
      devices.insert(device);
    } catch (DuplicateDeviceException e) {
      throw RegistrationProblems.duplicate(e);
    }
    return device;
  }
}
