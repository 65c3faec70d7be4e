package iot.smarthome.building.occupancy.control;

import iot.smarthome.building.occupancy.entity.DevicePlace;
import iot.smarthome.building.occupancy.gateway.DevicePlaces;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;

/** Remembers where devices hang. Late and repeated news change nothing. */
@Dependent
public class FollowDevices {

  private final DevicePlaces devicePlaces;

  @Inject
  public FollowDevices(DevicePlaces devicePlaces) {
    this.devicePlaces = devicePlaces;
  }

  public void follow(DevicePlace place, Instant at) {
    devicePlaces.store(place, at);
  }
}
