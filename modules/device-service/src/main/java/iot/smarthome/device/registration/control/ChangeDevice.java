package iot.smarthome.device.registration.control;

import iot.smarthome.device.registration.entity.Device;
import iot.smarthome.device.registration.entity.LifeCycle;
import iot.smarthome.device.registration.entity.Location;
import iot.smarthome.device.registration.gateway.Devices;
import iot.smarthome.device.registration.gateway.DuplicateDeviceException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Changes or removes a device at a person's wish. */
@ApplicationScoped
public class ChangeDevice {

  private final Devices devices;
  private final FindLocation findLocation;
  private final Clock clock;

  /** For the container's proxy. */
  protected ChangeDevice() {
    this(null, null, null);
  }

  @Inject
  public ChangeDevice(Devices devices, FindLocation findLocation) {
    this(devices, findLocation, Clock.systemUTC());
  }

  ChangeDevice(Devices devices, FindLocation findLocation, Clock clock) {
    this.devices = devices;
    this.findLocation = findLocation;
    this.clock = clock;
  }

  /**
   * What is to be other than it is; null leaves as it is.
   *
   * @param bindCode submits a device again that is not active
   * @param productId the same, as a device of another maker's
   */
  public record Wish(String name, PlaceReference place, String bindCode, String productId) {}

  /**
   * @param precondition throws unless the caller knows the current version
   * @return the device as it is now; unchanged, with its version, when the wish asks for nothing
   *     new
   * @throws iot.smarthome.rest.problem.ProblemException 404, 409 for a bind code of another device
   *     or of an active one, 412, 422 for an unknown area or room, 503
   */
  public Device change(String id, LongConsumer precondition, Wish wish) {
    Device device = load(id, precondition);
    long version = device.version();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    boolean rebind = isOther(wish.bindCode(), device.bindCode());
    boolean reregister =
        wish.productId() != null
            && (device.bindCode().isPresent() || isOther(wish.productId(), device.productId()));
    if ((rebind || reregister) && device.lifeCycle() == LifeCycle.ACTIVATED) {
      throw RegistrationProblems.alreadyBound();
    }
    if (wish.place() != null) {
      Location location = findLocation.of(wish.place());
      if (!location.equals(device.location())) {
        device.move(location, now);
      }
    }
    if (wish.name() != null && !wish.name().equals(device.name())) {
      device.rename(wish.name(), now);
    }
    if (rebind) {
      device.bindAnew(wish.bindCode(), now);
    } else if (reregister) {
      device.registerAnew(wish.productId(), now);
    }
    if (device.version() != version) {
      store(device, version);
    }
    return device;
  }

  private static boolean isOther(String wish, Optional<String> now) {
    return wish != null && !wish.equals(now.orElse(null));
  }

  /**
   * @param precondition throws unless the caller knows the current version
   * @throws iot.smarthome.rest.problem.ProblemException 404, 412
   */
  public void remove(String id, LongConsumer precondition) {
    Device device = load(id, precondition);
    if (!devices.delete(id, device.version())) {
      throw RegistrationProblems.changedMeanwhile();
    }
  }

  private Device load(String id, LongConsumer precondition) {
    Device device = devices.find(id).orElseThrow(() -> RegistrationProblems.unknownDevice(id));
    precondition.accept(device.version());
    return device;
  }

  private void store(Device device, long version) {
    try {
      if (!devices.replace(device, version)) {
        throw RegistrationProblems.changedMeanwhile();
      }
    } catch (DuplicateDeviceException e) {
      throw RegistrationProblems.duplicate(e);
    }
  }
}
