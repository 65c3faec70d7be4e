package iot.smarthome.building.structure.control;

import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.entity.PlaceKind;
import iot.smarthome.building.structure.gateway.Places;
import iot.smarthome.rest.paging.Cursor;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.scope.AccessScope;
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
   * The buildings in which the caller sees something.
   *
   * @param scope what the caller may read
   * @param cursor from the page before, null for the first
   * @throws iot.smarthome.rest.problem.ProblemException 400 for a cursor that is none of ours
   */
  public Page<Place> buildings(AccessScope scope, int limit, String cursor) {
    String after = after(cursor);
    if (scope.unrestricted()) {
      return page(places.children(null, after, limit + 1), limit);
    }
    return page(places.childrenAmong(null, visibility(scope).buildings(), after, limit + 1), limit);
  }

  private Visibility visibility(AccessScope scope) {
    return new Visibility(scope, places.paths(scope.places()));
  }

  /**
   * What the caller sees of what lies directly in a place.
   *
   * @throws iot.smarthome.rest.problem.ProblemException 404 also for a place in which the caller
   *     sees nothing, 400
   */
  public Page<Place> children(
      PlaceKind kind, String id, AccessScope scope, int limit, String cursor) {
    Place parent = byId(kind, id);
    String after = after(cursor);
    if (scope.unrestricted()) {
      return page(places.children(id, after, limit + 1), limit);
    }
    Visibility visibility = visibility(scope);
    if (visibility.hasWhole(parent)) {
      return page(places.children(id, after, limit + 1), limit);
    }
    if (!visibility.sees(parent)) {
      throw StructureProblems.unknown(kind.word(), id);
    }
    return page(places.childrenAmong(id, visibility.below(parent), after, limit + 1), limit);
  }

  /**
   * Everything that the caller sees of what lies in a place, in the order of creation.
   *
   * @throws iot.smarthome.rest.problem.ProblemException 404 also for a place in which the caller
   *     sees nothing, 400
   */
  public Page<Place> subtree(String id, AccessScope scope, int limit, String cursor) {
    Place root = byId(id);
    String after = after(cursor);
    if (scope.unrestricted()) {
      return page(places.subtree(root, after, limit + 1), limit);
    }
    Visibility visibility = visibility(scope);
    if (visibility.hasWhole(root)) {
      return page(places.subtree(root, after, limit + 1), limit);
    }
    if (!visibility.sees(root)) {
      throw StructureProblems.unknown("place", id);
    }
    return page(
        places.subtreesAnd(visibility.namedIn(root), visibility.below(root), after, limit + 1),
        limit);
  }

  private static String after(String cursor) {
    return Cursor.decode(StructureProblems.SERVICE, cursor, AFTER);
  }

  private static Page<Place> page(List<Place> found, int limit) {
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<Place> items = found.subList(0, limit);
    return new Page<>(items, Cursor.encode(Map.of(AFTER, items.get(limit - 1).id())));
  }
}
