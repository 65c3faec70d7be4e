package iot.smarthome.device.registration.boundary;

import java.util.List;

/**
 * One page of devices.
 *
 * @param next cursor of the next page, as in the Link header; left out on the last page
 */
public record DevicePage(List<DeviceResponse> items, String next) {

  public DevicePage {
    items = List.copyOf(items);
  }
}
