package iot.smarthome.building.occupancy.entity;

import java.util.Objects;

/**
 * Where a device hangs.
 *
 * @param placeId its room, or its area when it hangs in none; null when the device is gone
 * @param version of the device; 0 for one that is gone and whose version nobody knew
 */
public record DevicePlace(String deviceId, String placeId, long version) {

  public DevicePlace {
    Objects.requireNonNull(deviceId, "deviceId");
  }

  public static DevicePlace gone(String deviceId, long version) {
    return new DevicePlace(deviceId, null, version);
  }

  public boolean isGone() {
    return placeId == null;
  }
}
