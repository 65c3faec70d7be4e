package iot.smarthome.search.query.entity;

import java.util.List;
import java.util.Map;

/**
 * One page of what was found.
 *
 * @param total how many there are in all
 * @param exact false when there are more than {@code total}
 * @param facets counts by value, the most frequent first
 * @param next where this page ends; null on the last one
 */
public record Findings(
    List<Finding> items, long total, boolean exact, Map<Facet, List<Count>> facets, Mark next) {

  public Findings {
    items = List.copyOf(items);
    facets = Map.copyOf(facets);
  }

  /** How many findings have a value. */
  public record Count(String value, long count) {}
}
