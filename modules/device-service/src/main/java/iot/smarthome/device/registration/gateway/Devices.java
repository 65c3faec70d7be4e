package iot.smarthome.device.registration.gateway;

import iot.smarthome.device.registration.entity.Device;
import iot.smarthome.device.registration.entity.Location;
import iot.smarthome.scope.AccessScope;
import java.util.List;
import java.util.Optional;

/** All devices. */
public interface Devices {

  /**
   * @throws DuplicateDeviceException when another device has the serial or the bind code
   */
  void insert(Device device);

  Optional<Device> find(String id);

  /**
   * Stores the device in place of its earlier version.
   *
   * @param expectedVersion the version that was changed
   * @return false when the stored device is another version by now, or gone
   * @throws DuplicateDeviceException when another device has the bind code
   */
  boolean replace(Device device, long expectedVersion);

  /**
   * @return false when the stored device is another version by now, or gone
   */
  boolean delete(String id, long expectedVersion);

  /**
   * @param scope what the list may show; one that is not empty
   * @param afterId the last id of the page before, null for the first page
   * @return at most {@code limit} devices that match and are in scope, by ascending id, which is
   *     the order of registration
   */
  List<Device> page(DeviceFilter filter, AccessScope scope, String afterId, int limit);

  /**
   * @param place where a room lies, or an area itself (no room)
   * @return at most {@code limit} devices of that very room, or of the area and none of its rooms,
   *     that are stored as lying elsewhere
   */
  List<Device> astray(Location place, int limit);
}
