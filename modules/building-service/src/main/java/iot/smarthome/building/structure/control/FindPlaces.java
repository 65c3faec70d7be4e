package iot.smarthome.building.structure.control;

import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.entity.PlaceKind;
import iot.smarthome.building.structure.gateway.Places;
import iot.smarthome.rest.paging.Cursor;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.scope.AccessScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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
      return page(from -> places.children(null, from, limit + 1), scope, after, limit);
    }
    Visibility visibility = visibility(scope);
    return page(
        from -> places.childrenAmong(null, visibility.buildings(), from, limit + 1),
        scope,
        after,
        limit);
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
    if (Visibility.leavesOut(scope, parent)) {
      throw StructureProblems.unknown(kind.word(), id);
    }
    if (scope.unrestricted()) {
      return page(from -> places.children(id, from, limit + 1), scope, after, limit);
    }
    Visibility visibility = visibility(scope);
    if (visibility.hasWhole(parent)) {
      return page(from -> places.children(id, from, limit + 1), scope, after, limit);
    }
    if (!visibility.sees(parent)) {
      throw StructureProblems.unknown(kind.word(), id);
    }
    return page(
        from -> places.childrenAmong(id, visibility.below(parent), from, limit + 1),
        scope,
        after,
        limit);
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
    if (Visibility.leavesOut(scope, root)) {
      throw StructureProblems.unknown("place", id);
    }
    if (scope.unrestricted()) {
      return page(from -> places.subtree(root, from, limit + 1), scope, after, limit);
    }
    Visibility visibility = visibility(scope);
    if (visibility.hasWhole(root)) {
      return page(from -> places.subtree(root, from, limit + 1), scope, after, limit);
    }
    if (!visibility.sees(root)) {
      throw StructureProblems.unknown("place", id);
    }
    return page(
        from ->
            places.subtreesAnd(visibility.namedIn(root), visibility.below(root), from, limit + 1),
        scope,
        after,
        limit);
  }

  private static String after(String cursor) {
    return Cursor.decode(StructureProblems.SERVICE, cursor, AFTER);
  }

  /**
   * A page without what is left out, which may take several looks.
   *
   * @param places at most {@code limit + 1} after an id
   */
  private static Page<Place> page(
      Function<String, List<Place>> places, AccessScope scope, String after, int limit) {
    List<Place> seen = new ArrayList<>();
    String from = after;
    List<Place> found;
    do {
      found = places.apply(from);
      found.stream().filter(place -> !Visibility.leavesOut(scope, place)).forEach(seen::add);
      from = found.isEmpty() ? from : found.get(found.size() - 1).id();
    } while (found.size() > limit && seen.size() <= limit);
    if (seen.size() <= limit) {
      return new Page<>(seen, null);
    }
    List<Place> items = seen.subList(0, limit);
    return new Page<>(items, Cursor.encode(Map.of(AFTER, items.get(limit - 1).id())));
  }
}
