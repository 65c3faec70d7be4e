package iot.smarthome.search.query.entity;

import java.util.Set;

/**
 * What a caller may see: everything, or what lies in one of the places, or is one of the things.
 *
 * @param places ids of places; all that lies in them is in scope, and they are themselves
 * @param things ids of single things
 */
public record Scope(boolean unrestricted, Set<String> places, Set<String> things) {

  public static final Scope EVERYTHING = new Scope(true, Set.of(), Set.of());

  public Scope {
    places = Set.copyOf(places);
    things = Set.copyOf(things);
  }

  public boolean isEmpty() {
    return !unrestricted && places.isEmpty() && things.isEmpty();
  }
}
