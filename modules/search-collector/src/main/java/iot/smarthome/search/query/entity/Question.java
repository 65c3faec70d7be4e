package iot.smarthome.search.query.entity;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is asked.
 *
 * @param words each must be found; empty for all
 * @param filters allowed values by property
 * @param place only what lies in it; may be null
 * @param near orders by distance; may be null
 * @param withinMetres only what is so near; null for any distance
 * @param box only what lies in it; may be null
 * @param facets by what findings are counted
 * @param after where the page before ended; null on the first page
 */
public record Question(
    List<String> words,
    Map<Facet, Set<String>> filters,
    String place,
    Point near,
    Double withinMetres,
    Box box,
    Set<Facet> facets,
    int limit,
    Mark after) {

  public Question {
    words = List.copyOf(words);
    filters = Map.copyOf(filters);
    facets = Set.copyOf(facets);
  }

  public Order order() {
    if (near != null) {
      return Order.DISTANCE;
    }
    return words.isEmpty() ? Order.NAME : Order.RELEVANCE;
  }
}
