package iot.smarthome.tuya.registration.control;

import iot.smarthome.tuya.cloud.gateway.TuyaCloud;
import iot.smarthome.tuya.places.control.PlaceDevice;
import iot.smarthome.tuya.registration.gateway.Bindings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Takes a deleted device out of Tuya Cloud. */
@ApplicationScoped
public class ReleaseDevice {

  private final TuyaCloud cloud;
  private final RegisterThirdParty registerThirdParty;
  private final PlaceDevice placeDevice;
  private final Bindings bindings;
  private final RecentBindings recent;

  /** For the container's proxy. */
  protected ReleaseDevice() {
    this(null, null, null, null, null);
  }

  @Inject
  public ReleaseDevice(
      TuyaCloud cloud,
      RegisterThirdParty registerThirdParty,
      PlaceDevice placeDevice,
      Bindings bindings,
      RecentBindings recent) {
    this.cloud = cloud;
    this.registerThirdParty = registerThirdParty;
    this.placeDevice = placeDevice;
    this.bindings = bindings;
    this.recent = recent;
  }

  /** May be repeated; a device without a binding has nothing to release. */
  public void release(String deviceId) {
    bindings
        .ofDevice(deviceId)
        .ifPresent(
            binding -> {
              if (binding.isThirdParty()) {
                registerThirdParty.remove(deviceId);
              } else {
                cloud.release(binding.tuyaDeviceId());
              }
              placeDevice.forget(deviceId);
              bindings.remove(deviceId);
              recent.forget(binding.tuyaDeviceId());
            });
  }
}
