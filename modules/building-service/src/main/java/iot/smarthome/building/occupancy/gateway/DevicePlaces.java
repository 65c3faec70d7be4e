package iot.smarthome.building.occupancy.gateway;

import iot.smarthome.building.occupancy.entity.DevicePlace;
import java.time.Instant;
import java.util.Collection;

/** The places of all devices. */
public interface DevicePlaces {

  /** Keeps it, unless a newer version of the device is known or its end. */
  void store(DevicePlace place, Instant at);

  /** How many devices hang directly in one of the places. */
  long count(Collection<String> placeIds);
}
