package iot.smarthome.etl.placement.gateway;

import iot.smarthome.etl.placement.entity.Placement;
import java.util.Optional;

/** All placements. */
public interface Placements {

  Optional<Placement> find(String deviceId);

  /**
   * Stores the placement unless the one that is there is as new, or says that the device is gone.
   *
   * @return whether it was stored
   */
  boolean store(Placement placement);
}
