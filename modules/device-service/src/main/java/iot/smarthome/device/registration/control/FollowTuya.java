package iot.smarthome.device.registration.control;

import iot.smarthome.device.registration.entity.Device;
import iot.smarthome.device.registration.entity.Rejection;
import iot.smarthome.device.registration.gateway.Devices;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Takes over what Tuya Cloud says about devices. A repeated or outdated word changes nothing, nor
 * does one about a device that is gone.
 */
@ApplicationScoped
public class FollowTuya {

  private final Devices devices;

  /** For the container's proxy. */
  protected FollowTuya() {
    this(null);
  }

  @Inject
  public FollowTuya(Devices devices) {
    this.devices = devices;
  }

  /**
   * @param submitted the device's version that was submitted
   * @return whether anything was stored
   * @throws ConcurrentChangeException when it was changed at the same time: try again
   */
  public boolean confirmed(
      String id, long submitted, String tuyaDeviceId, String productId, Instant at) {
    return change(id, device -> device.confirm(submitted, tuyaDeviceId, productId, at));
  }

  /** As {@link #confirmed}, for a refusal. */
  public boolean rejected(String id, long submitted, Rejection rejection) {
    return change(id, device -> device.reject(submitted, rejection));
  }

  /** As {@link #confirmed}, for a registration that waits. */
  public boolean postponed(String id, long submitted, String why, Instant at) {
    return change(id, device -> device.postpone(submitted, why, at));
  }

  /** As {@link #confirmed}, for a connection gained or lost. */
  public boolean connection(String id, boolean online, Instant at) {
    return change(id, device -> device.connected(online, at));
  }

  private boolean change(String id, Predicate<Device> change) {
    Optional<Device> found = devices.find(id);
    if (found.isEmpty()) {
      return false;
    }
    Device device = found.get();
    long version = device.version();
    if (!change.test(device)) {
      return false;
    }
    if (!devices.replace(device, version)) {
      throw new ConcurrentChangeException("Device " + id);
    }
    return true;
  }
}
