package iot.smarthome.building.structure.gateway;

import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.entity.PlacePath;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** All places. */
public interface Places {

  /**
   * @throws DuplicateCodeException when a sibling has the code
   */
  void insert(Place place);

  Optional<Place> find(String id);

  /**
   * @param expectedVersion the version that was changed
   * @return false when the stored place is another version by now, or gone
   * @throws DuplicateCodeException when a sibling has the code
   */
  boolean replace(Place place, long expectedVersion);

  /**
   * Removes the place; its kind stays known for a while, so that its end can be told.
   *
   * @return false when the stored place is another version by now, or gone
   */
  boolean remove(Place place, Instant at);

  boolean hasChildren(String id);

  /** Where those of the places are that are there. */
  List<PlacePath> paths(Collection<String> ids);

  /**
   * @param parentId null for buildings
   * @param afterId the last id of the page before, null for the first page
   * @return at most {@code limit} places directly in the parent, by ascending id, which is the
   *     order of creation
   */
  List<Place> children(String parentId, String afterId, int limit);

  /**
   * Those of some places that lie directly in the parent, by ascending id.
   *
   * @param parentId null for buildings
   * @param afterId the last id of the page before, null for the first page
   */
  List<Place> childrenAmong(String parentId, Collection<String> ids, String afterId, int limit);

  /**
   * Some places, and everything in some floors and areas, by ascending id; one query.
   *
   * @param roots places of any kind; what lies in a building among them is not asked for
   * @param afterId the last id of the page before, null for the first page
   */
  List<Place> subtreesAnd(
      Collection<String> roots, Collection<String> ids, String afterId, int limit);

  /**
   * Everything in a place, by ascending id; one query.
   *
   * @param afterId the last id of the page before, null for the first page
   */
  List<Place> subtree(Place root, String afterId, int limit);

  /** Everything in a place at once, in no order; one query. */
  List<Place> whole(Place root);

  /** How many places lie in a place, at whatever depth. */
  long countWithin(Place root);

  /** The ids of all that lies in a place, in no order; one query. */
  List<String> idsWithin(Place root);

  /** The buildings that have one of the codes. */
  List<Place> buildingsWithCode(Collection<String> codes);

  /** The places that are still there of those. */
  List<Place> findAll(Collection<String> ids);

  /**
   * Inserts many at once.
   *
   * @return how many were not inserted, because a sibling has the code
   */
  int insertAll(List<Place> places);

  /**
   * Replaces many at once, each only when it is stored in the version before its own; none of them
   * may have another code than it had.
   *
   * @return how many were not replaced, because they changed meanwhile or are gone
   */
  int replaceAll(List<Place> places);

  /**
   * Tells some of the places that lie in one, but don't know where that lies now; their versions
   * rise by one.
   *
   * @param limit how many at most
   * @return how many there were; 0 when all know
   */
  int follow(Place root, Instant at, int limit);
}
