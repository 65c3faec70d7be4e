package iot.smarthome.search.indexing.control;

import iot.smarthome.search.indexing.entity.Place;
import iot.smarthome.search.indexing.entity.Thing;
import iot.smarthome.search.indexing.gateway.ThingIndex;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What lies in a changed place is written anew with what the place gives now: its name in the path,
 * its position, its group, the places around it. Only what lacks the place's mark of today is
 * touched, so a repetition costs a query and a change that gives nothing new costs no more.
 */
@ApplicationScoped
public class FollowPlaces {

  private static final int PLACES_AT_A_TIME = 200;
  private static final int THINGS_AT_A_TIME = 1000;

  private final ThingIndex index;
  private final IndexChanges indexChanges;

  /** For the container's proxy. */
  protected FollowPlaces() {
    this(null, null);
  }

  @Inject
  public FollowPlaces(ThingIndex index, IndexChanges indexChanges) {
    this.index = index;
    this.indexChanges = indexChanges;
  }

  /**
   * @param places ids of places that are written already
   * @return how many things followed
   * @throws iot.smarthome.search.indexing.gateway.IndexUnavailableException when OpenSearch does
   *     not answer: repeat all of it
   */
  public int follow(String target, Collection<String> places) throws InterruptedException {
    if (places.isEmpty()) {
      return 0;
    }
    // what was written before the place must be found
    index.refresh(target);
    int followed = 0;
    List<String> ids = new ArrayList<>(places);
    for (int from = 0; from < ids.size(); from += PLACES_AT_A_TIME) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + PLACES_AT_A_TIME));
      Map<String, Place> now = index.places(target, some);
      List<Place> marked =
          some.stream().map(id -> now.getOrDefault(id, Place.unknown(id))).toList();
      String after = null;
      List<Thing> things;
      do {
        things = index.behind(target, marked, after, THINGS_AT_A_TIME);
        if (!things.isEmpty()) {
          followed += indexChanges.renew(target, things).written();
          after = things.get(things.size() - 1).id();
        }
      } while (things.size() == THINGS_AT_A_TIME);
    }
    return followed;
  }
}
