package iot.smarthome.building.floorplan.gateway;

import iot.smarthome.building.floorplan.entity.FloorPlan;
import java.util.Optional;

/** All plans that are kept; which of them is a floor's, the floor knows. */
public interface FloorPlans {

  void insert(FloorPlan plan);

  Optional<FloorPlan> find(String id);

  void delete(String id);

  /** Deletes the floor's plans that are older than the one; all of them for null. */
  void deleteBefore(String floorId, String id);
}
