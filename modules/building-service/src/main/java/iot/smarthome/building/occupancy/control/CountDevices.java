package iot.smarthome.building.occupancy.control;

import iot.smarthome.building.occupancy.gateway.DevicePlaces;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Collection;

/** Tells how many devices hang in places. */
@Dependent
public class CountDevices {

  private final DevicePlaces devicePlaces;

  @Inject
  public CountDevices(DevicePlaces devicePlaces) {
    this.devicePlaces = devicePlaces;
  }

  /**
   * @param placeIds areas and rooms; others have no devices directly in them
   */
  public long in(Collection<String> placeIds) {
    return devicePlaces.count(placeIds);
  }
}
