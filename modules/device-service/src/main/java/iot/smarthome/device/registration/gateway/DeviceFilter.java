package iot.smarthome.device.registration.gateway;

import iot.smarthome.device.registration.entity.LifeCycle;

/**
 * Which devices a list holds: those that match all that is not null.
 *
 * @param onAreaItself only those that belong to no room of their area
 */
public record DeviceFilter(
    String buildingId,
    String areaId,
    String roomId,
    LifeCycle lifeCycle,
    String category,
    boolean onAreaItself) {

  public DeviceFilter(
      String buildingId, String areaId, String roomId, LifeCycle lifeCycle, String category) {
    this(buildingId, areaId, roomId, lifeCycle, category, false);
  }

  public static DeviceFilter inRoom(String id) {
    return new DeviceFilter(null, null, id, null, null);
  }

  public static DeviceFilter onArea(String id) {
    return new DeviceFilter(null, id, null, null, null, true);
  }
}
