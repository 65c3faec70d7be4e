package iot.smarthome.building.structure.control;

import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.entity.PlacePath;
import iot.smarthome.scope.AccessScope;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a caller sees of the hierarchy: what is in scope, and the places that lead to it, for
 * somebody who may read one room must find it in its building.
 *
 * @param paths of the places that the scope names
 */
record Visibility(AccessScope scope, List<PlacePath> paths) {

  /** Whether a policy keeps the place, or one that it lies in, out of lists. */
  static boolean leavesOut(AccessScope scope, Place place) {
    return scope.leavesOut(PlacePath.of(place).ids().toArray(String[]::new));
  }

  /** Whether the place and all that lies in it is in scope. */
  boolean hasWhole(Place place) {
    return scope.contains(PlacePath.of(place).ids().toArray(String[]::new));
  }

  /** Whether the place is in scope, or leads to what is. */
  boolean sees(Place place) {
    return hasWhole(place) || paths.stream().anyMatch(path -> path.ids().contains(place.id()));
  }

  /** The buildings that are in scope or lead to what is. */
  Set<String> buildings() {
    Set<String> ids = new TreeSet<>();
    paths.forEach(path -> ids.add(path.buildingId()));
    return ids;
  }

  /** What is named by the scope in a place that is not in scope itself, and what leads to it. */
  Set<String> below(Place place) {
    Set<String> ids = new TreeSet<>();
    paths.forEach(path -> ids.addAll(path.below(place.id())));
    return ids;
  }

  /** The places that the scope names in a place that is not in scope itself. */
  Set<String> namedIn(Place place) {
    Set<String> ids = new TreeSet<>();
    for (PlacePath path : paths) {
      List<String> below = path.below(place.id());
      if (!below.isEmpty()) {
        ids.add(below.get(below.size() - 1));
      }
    }
    return ids;
  }
}
