package iot.smarthome.tuya.registration.control;

import iot.smarthome.tuya.places.control.PlaceDevice;
import iot.smarthome.tuya.registration.gateway.Bindings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Moves an active device in Tuya Cloud when ours has moved. */
@ApplicationScoped
public class MoveDevice {

  private final Bindings bindings;
  private final PlaceDevice placeDevice;

  /** For the container's proxy. */
  protected MoveDevice() {
    this(null, null);
  }

  @Inject
  public MoveDevice(Bindings bindings, PlaceDevice placeDevice) {
    this.bindings = bindings;
    this.placeDevice = placeDevice;
  }

  /**
   * May be repeated; a device without a binding is nowhere.
   *
   * @param path our places from the building on that it hangs in
   */
  public void follow(String deviceId, List<String> path) {
    bindings
        .ofDevice(deviceId)
        .ifPresent(binding -> placeDevice.follow(deviceId, binding.tuyaDeviceId(), path));
  }
}
