package iot.smarthome.search.indexing.entity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What a thing takes from the places that it lies in.
 *
 * @param within ids of all places that it lies in, the nearest first; a place lies in itself
 * @param path names of the places around it, the building first
 * @param position its own, or that of the nearest place that has one; may be null
 * @param groups its own responsible group and those of the places around it
 * @param marks what the places gave, {@link Place#mark()}
 */
public record Location(
    List<String> within,
    String building,
    List<String> path,
    Position position,
    Set<String> groups,
    List<String> marks) {

  /** Deeper than any building is; a ring of places ends here. */
  public static final int MAX_DEPTH = 8;

  private static final Location NOWHERE =
      new Location(List.of(), null, List.of(), null, Set.of(), List.of());

  public Location {
    within = List.copyOf(within);
    path = List.copyOf(path);
    groups = Collections.unmodifiableSet(new LinkedHashSet<>(groups));
    marks = List.copyOf(marks);
  }

  /**
   * Goes up from place to place. Where a place is not known, the places that the thing's owner
   * declares count as well; where all are known, only what the places say of each other counts: the
   * owner hears of a moved room later or never.
   *
   * @param places every place by its id, {@link Place#unknown} for one not heard of
   */
  public static Location of(Thing thing, Function<String, Place> places) {
    if (!thing.live()) {
      return NOWHERE;
    }
    List<Place> chain = chain(thing, places);
    boolean complete =
        chain.isEmpty() ? thing.kind() == Kind.BUILDING : isTop(chain.get(chain.size() - 1));
    if (!complete) {
      for (String id : thing.declared()) {
        if (chain.stream().noneMatch(place -> place.id().equals(id))) {
          chain.add(places.apply(id));
        }
      }
    }
    Set<String> within = new LinkedHashSet<>();
    if (thing.kind().isPlace()) {
      within.add(thing.id());
    }
    List<String> marks = new ArrayList<>();
    for (Place place : chain) {
      within.add(place.id());
      marks.add(place.mark());
    }
    return new Location(
        new ArrayList<>(within),
        building(thing, chain, complete),
        path(chain),
        position(thing, chain),
        groups(thing, chain),
        marks);
  }

  private static boolean isTop(Place place) {
    return place.live() && place.kind() == Kind.BUILDING;
  }

  private static List<Place> chain(Thing thing, Function<String, Place> places) {
    List<Place> chain = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    String next = thing.parentId();
    while (next != null && chain.size() < MAX_DEPTH && seen.add(next)) {
      Place place = places.apply(next);
      chain.add(place);
      next = place.parentId();
    }
    return chain;
  }

  private static String building(Thing thing, List<Place> chain, boolean complete) {
    if (thing.kind() == Kind.BUILDING) {
      return thing.id();
    }
    if (complete) {
      return chain.get(chain.size() - 1).id();
    }
    return thing.declared().isEmpty() ? null : thing.declared().get(thing.declared().size() - 1);
  }

  private static List<String> path(List<Place> chain) {
    List<String> names = new ArrayList<>();
    for (Place place : chain) {
      if (place.live()) {
        names.add(0, place.name());
      }
    }
    return names;
  }

  private static Position position(Thing thing, List<Place> chain) {
    if (thing.position() != null) {
      return thing.position();
    }
    for (Place place : chain) {
      if (place.position() != null) {
        return place.position();
      }
    }
    return null;
  }

  private static Set<String> groups(Thing thing, List<Place> chain) {
    Set<String> groups = new LinkedHashSet<>();
    if (thing.group() != null) {
      groups.add(thing.group());
    }
    for (Place place : chain) {
      if (place.group() != null) {
        groups.add(place.group());
      }
    }
    return groups;
  }
}
