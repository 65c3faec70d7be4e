package iot.smarthome.analyzer.hazard.gateway;

import iot.smarthome.analyzer.hazard.entity.Hazard;
import iot.smarthome.analyzer.hazard.entity.HazardWatch;
import java.util.Optional;

/** What is known of each sensor for each hazard. */
public interface Watches {

  Optional<HazardWatch> find(String deviceId, Hazard hazard);

  /**
   * Stores the watch unless a newer word of the sensor is stored.
   *
   * @return whether it was stored
   */
  boolean store(HazardWatch watch);
}
