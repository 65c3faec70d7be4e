package iot.smarthome.tuya.registration.control;

import iot.smarthome.tuya.cloud.gateway.TuyaCloud;
import iot.smarthome.tuya.registration.gateway.Bindings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Takes a deleted device out of Tuya Cloud. */
@ApplicationScoped
public class ReleaseDevice {

  private final TuyaCloud cloud;
  private final Bindings bindings;
  private final RecentBindings recent;

  /** For the container's proxy. */
  protected ReleaseDevice() {
    this(null, null, null);
  }

  @Inject
  public ReleaseDevice(TuyaCloud cloud, Bindings bindings, RecentBindings recent) {
    this.cloud = cloud;
    this.bindings = bindings;
    this.recent = recent;
  }

  /** May be repeated; a device without a binding has nothing to release. */
  public void release(String deviceId) {
    bindings
        .ofDevice(deviceId)
        .ifPresent(
            binding -> {
              cloud.release(binding.tuyaDeviceId());
              bindings.remove(deviceId);
              recent.forget(binding.tuyaDeviceId());
            });
  }
}
