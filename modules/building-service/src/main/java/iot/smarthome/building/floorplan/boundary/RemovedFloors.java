package iot.smarthome.building.floorplan.boundary;

import iot.smarthome.building.floorplan.control.DrawPlan;
import iot.smarthome.building.structure.control.PlaceRemoved;
import iot.smarthome.building.structure.entity.PlaceKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Hears of floors that are gone. */
@ApplicationScoped
public class RemovedFloors {

  private final DrawPlan drawPlan;

  /** For the container's proxy. */
  protected RemovedFloors() {
    this(null);
  }

  @Inject
  public RemovedFloors(DrawPlan drawPlan) {
    this.drawPlan = drawPlan;
  }

  void forget(@Observes PlaceRemoved removed) {
    if (removed.kind() == PlaceKind.FLOOR) {
      drawPlan.forget(removed.id());
    }
  }
}
