package iot.smarthome.tuya.places.entity;

/**
 * Where a device is in Tuya Cloud.
 *
 * @param deviceId ours
 * @param placeId ours: the room, or the area of a device that is in none
 * @param assetId Tuya's
 */
public record Placement(String deviceId, String tuyaDeviceId, String placeId, String assetId) {

  public Placement in(String otherAssetId) {
    return new Placement(deviceId, tuyaDeviceId, placeId, otherAssetId);
  }
}
