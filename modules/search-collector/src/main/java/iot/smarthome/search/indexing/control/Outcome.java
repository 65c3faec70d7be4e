package iot.smarthome.search.indexing.control;

import java.util.Map;
import java.util.Set;

/**
 * What became of changes.
 *
 * @param written how many documents are new or renewed
 * @param refused why a thing will never be taken, by its id
 * @param places that changed, whether or not they were written this time: what lies in them must
 *     follow
 */
public record Outcome(int written, Map<String, String> refused, Set<String> places) {

  public Outcome {
    refused = Map.copyOf(refused);
    places = Set.copyOf(places);
  }
}
