package iot.smarthome.building.floorplan.control;

import iot.smarthome.building.floorplan.entity.FloorPlan;
import iot.smarthome.building.floorplan.entity.SvgElement;
import iot.smarthome.building.floorplan.gateway.FloorPlans;
import iot.smarthome.building.structure.control.FindPlaces;
import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.entity.PlaceKind;
import iot.smarthome.building.structure.gateway.Places;
import iot.smarthome.rest.TimeOrderedId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Gives floors their plans, and takes them away. */
@ApplicationScoped
public class DrawPlan {

  /** The floor changes by other hands, too: that is no reason to refuse a plan. */
  private static final int TRIES = 5;

  private final FloorPlans plans;
  private final Places places;
  private final FindPlaces findPlaces;
  private final Clock clock;

  /** For the container's proxy. */
  protected DrawPlan() {
    this(null, null, null);
  }

  @Inject
  public DrawPlan(FloorPlans plans, Places places, FindPlaces findPlaces) {
    this(plans, places, findPlaces, Clock.systemUTC());
  }

  DrawPlan(FloorPlans plans, Places places, FindPlaces findPlaces, Clock clock) {
    this.plans = plans;
    this.places = places;
    this.findPlaces = findPlaces;
    this.clock = clock;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * @param precondition is given the version of the plan that there is, null for none; throws
   *     unless the caller knows it
   * @throws iot.smarthome.rest.problem.ProblemException 404 for an unknown floor; 400, 413, 422 for
   *     a drawing that is no plan; 412
   */
  public PlanOfFloor draw(String floorId, Consumer<Long> precondition, byte[] svg) {
    precondition.accept(findPlaces.byId(PlaceKind.FLOOR, floorId).planVersion());
    SvgElement drawing = SvgReader.read(svg);
    SvgRules.check(drawing);
    byte[] clean = SvgWriter.write(drawing);
    Place floor =
        change(
            floorId,
            precondition,
            () -> {
              FloorPlan plan = new FloorPlan(TimeOrderedId.next(), floorId, clean, now());
              plans.insert(plan);
              return plan.id();
            });
    return MatchRooms.on(floor, drawing, places.whole(floor));
  }

  /**
   * @param precondition as of {@link #draw}
   * @throws iot.smarthome.rest.problem.ProblemException 404 for an unknown floor or one without a
   *     plan, 412
   */
  public void remove(String floorId, Consumer<Long> precondition) {
    if (findPlaces.byId(PlaceKind.FLOOR, floorId).planId() == null) {
      throw PlanProblems.noPlan(floorId);
    }
    change(floorId, precondition, () -> null);
  }

  /** The floor is gone: so is its plan. */
  public void forget(String floorId) {
    plans.deleteBefore(floorId, null);
  }

  private Place change(String floorId, Consumer<Long> precondition, Supplier<String> newPlan) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Place floor = findPlaces.byId(PlaceKind.FLOOR, floorId);
      precondition.accept(floor.planVersion());
      long version = floor.version();
      String planId = newPlan.get();
      String former = floor.planId();
      floor.drawPlan(planId, now());
      if (places.replace(floor, version)) {
        discard(floorId, planId, former);
        return floor;
      }
      if (planId != null) {
        plans.delete(planId);
      }
    }
    throw PlanProblems.changedMeanwhile();
  }

  /** Also what an interrupted change has left. */
  private void discard(String floorId, String planId, String former) {
    if (planId != null) {
      plans.deleteBefore(floorId, planId);
    } else {
      plans.delete(former);
    }
  }
}
