package iot.smarthome.search.query.entity;

import java.util.Set;

/**
 * What a caller may see: of places and of devices, because to read the one does not mean to read
 * the other.
 */
public record Scope(Part places, Part devices) {

  public static final Scope EVERYTHING = of(new Part(true, Set.of(), Set.of()));

  /**
   * Everything, or what lies in one of the places, or is one of the things.
   *
   * @param within ids of places; all that lies in them is in scope, and they are themselves
   * @param ids of single things
   */
  public record Part(boolean unrestricted, Set<String> within, Set<String> ids) {

    public Part {
      within = Set.copyOf(within);
      ids = Set.copyOf(ids);
    }

    boolean isEmpty() {
      return !unrestricted && within.isEmpty() && ids.isEmpty();
    }
  }

  /** The same of places and devices. */
  public static Scope of(Part both) {
    return new Scope(both, both);
  }

  public boolean isEmpty() {
    return places.isEmpty() && devices.isEmpty();
  }
}
