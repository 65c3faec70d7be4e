package iot.smarthome.device.registration.control;

import iot.smarthome.device.registration.entity.Device;
import iot.smarthome.device.registration.gateway.DeviceFilter;
import iot.smarthome.device.registration.gateway.Devices;
import iot.smarthome.rest.paging.Cursor;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.scope.AccessScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Reads devices. */
@ApplicationScoped
public class FindDevices {

  private static final String AFTER = "after";

  private final Devices devices;

  /** For the container's proxy. */
  protected FindDevices() {
    this(null);
  }

  @Inject
  public FindDevices(Devices devices) {
    this.devices = devices;
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 404
   */
  public Device byId(String id) {
    return devices.find(id).orElseThrow(() -> RegistrationProblems.unknownDevice(id));
  }

  /**
   * @param scope what the caller may see; the rest is as if it was not there
   * @param limit at most so many devices
   * @param cursor from the page before, null for the first
   * @throws iot.smarthome.rest.problem.ProblemException 400 for a cursor that is none of ours
   */
  public Page<Device> page(DeviceFilter filter, AccessScope scope, int limit, String cursor) {
    String after = Cursor.decode(RegistrationProblems.SERVICE, cursor, AFTER);
    if (scope.isNothing()) {
      return new Page<>(List.of(), null);
    }
    // one more than asked for tells whether there is a next page
    List<Device> found = devices.page(filter, scope, after, limit + 1);
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<Device> items = found.subList(0, limit);
    return new Page<>(items, Cursor.encode(Map.of(AFTER, items.get(limit - 1).id())));
  }
}
