package iot.smarthome.search.indexing.gateway;

import iot.smarthome.search.indexing.entity.LocatedThing;
import iot.smarthome.search.indexing.entity.Place;
import iot.smarthome.search.indexing.entity.Thing;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Documents behind an alias. Every method throws {@link IndexUnavailableException} when OpenSearch
 * does not answer or the alias is not there.
 */
public interface ThingIndex {

  /** What is searched, and what live events are written to. */
  String LIVE = "things";

  /** What a rebuild fills. */
  String NEXT = "things-next";

  /**
   * Makes the first index, when there is none.
   *
   * @return whether it was made now, and is empty
   */
  boolean prepare();

  /** Places as they are now, also those written a moment ago; unknown ones are missing. */
  Map<String, Place> places(String target, Collection<String> ids);

  /** Writes each unless a later one is there; the answers in the same order. */
  List<Verdict> write(String target, List<LocatedThing> things);

  /**
   * Living things that lie in one of the places and lack its mark, by id.
   *
   * @param afterId only later ids; null from the start
   */
  List<Thing> behind(String target, List<Place> places, String afterId, int limit);

  /** All that is written becomes findable. */
  void refresh(String target);

  /** Forgets what is gone since before then. */
  void forgetGone(Instant before);
}
