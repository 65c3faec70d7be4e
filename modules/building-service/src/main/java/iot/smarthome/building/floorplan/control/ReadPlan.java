package iot.smarthome.building.floorplan.control;

import iot.smarthome.building.floorplan.entity.FloorPlan;
import iot.smarthome.building.floorplan.gateway.FloorPlans;
import iot.smarthome.building.structure.control.FindPlaces;
import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.entity.PlaceKind;
import iot.smarthome.building.structure.gateway.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Shows plans. */
@ApplicationScoped
public class ReadPlan {

  private final FloorPlans plans;
  private final Places places;
  private final FindPlaces findPlaces;

  /** For the container's proxy. */
  protected ReadPlan() {
    this(null, null, null);
  }

  @Inject
  public ReadPlan(FloorPlans plans, Places places, FindPlaces findPlaces) {
    this.plans = plans;
    this.places = places;
    this.findPlaces = findPlaces;
  }

  /**
   * A drawing and which of the floor's plans it is.
   *
   * @param version counted from 1
   */
  public record Drawing(FloorPlan plan, Place floor, long version) {}

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 404 for an unknown floor or one without a
   *     plan
   */
  public Drawing of(String floorId) {
    // a plan that is replaced right now is gone with its floor's next version
    return drawing(floorId)
        .or(() -> drawing(floorId))
        .orElseThrow(() -> PlanProblems.noPlan(floorId));
  }

  private Optional<Drawing> drawing(String floorId) {
    Place floor = findPlaces.byId(PlaceKind.FLOOR, floorId);
    return Optional.ofNullable(floor.planId())
        .flatMap(plans::find)
        .map(plan -> new Drawing(plan, floor, floor.planVersion()));
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 404 for an unknown floor or one without a
   *     plan
   */
  public PlanOfFloor regions(String floorId) {
    Drawing drawing = of(floorId);
    return MatchRooms.on(
        drawing.floor(), SvgReader.read(drawing.plan().svg()), places.whole(drawing.floor()));
  }
}
