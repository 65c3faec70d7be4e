package iot.smarthome.building.structure.control;

import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.entity.PlaceKind;
import iot.smarthome.building.structure.gateway.Places;
import iot.smarthome.rest.paging.Cursor;
import iot.smarthome.rest.paging.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Reads places. */
@ApplicationScoped
public class FindPlaces {

  private static final String AFTER = "after";

  private final Places places;

  /** For the container's proxy. */
  protected FindPlaces() {
    this(null);
  }

  @Inject
  public FindPlaces(Places places) {
    this.places = places;
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 404
   */
  public Place byId(String id) {
    return places.find(id).orElseThrow(() -> StructureProblems.unknown("place", id));
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 404, also for the id of another kind
   */
  public Place byId(PlaceKind kind, String id) {
    return places
        .find(id)
        .filter(place -> place.kind() == kind)
        .orElseThrow(() -> StructureProblems.unknown(kind.word(), id));
  }

  /**
   * @param cursor from the page before, null for the first
   * @throws iot.smarthome.rest.problem.ProblemException 400 for a cursor that is none of ours
   */
  public Page<Place> buildings(int limit, String cursor) {
    return page(places.children(null, after(cursor), limit + 1), limit);
  }

  /**
   * What lies directly in a place.
   *
   * @throws iot.smarthome.rest.problem.ProblemException 404, 400
   */
  public Page<Place> children(PlaceKind kind, String id, int limit, String cursor) {
    Place parent = byId(kind, id);
    return page(places.children(parent.id(), after(cursor), limit + 1), limit);
  }

  /**
   * Everything that lies in a place, parents before children.
   *
   * @throws iot.smarthome.rest.problem.ProblemException 404, 400
   */
  public Page<Place> subtree(String id, int limit, String cursor) {
    return page(places.subtree(byId(id), after(cursor), limit + 1), limit);
  }

  private static String after(String cursor) {
    return Cursor.decode(StructureProblems.SERVICE, cursor).get(AFTER);
  }

  private static Page<Place> page(List<Place> found, int limit) {
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<Place> items = found.subList(0, limit);
    return new Page<>(items, Cursor.encode(Map.of(AFTER, items.get(limit - 1).id())));
  }
}
