package iot.smarthome.search.query.entity;

import java.util.List;
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
   * @param leftOut what is not in scope nevertheless
   */
  public record Part(
      boolean unrestricted, Set<String> within, Set<String> ids, List<LeftOut> leftOut) {

    /** With nothing left out. */
    public Part(boolean unrestricted, Set<String> within, Set<String> ids) {
      this(unrestricted, within, ids, List.of());
    }

    public Part {
      within = Set.copyOf(within);
      ids = Set.copyOf(ids);
      leftOut = List.copyOf(leftOut);
    }

    boolean isEmpty() {
      return !unrestricted && within.isEmpty() && ids.isEmpty();
    }
  }

  /**
   * Things of a category, or that are or lie in something.
   *
   * @param category null for all things
   * @param ids empty for everywhere
   */
  public record LeftOut(String category, Set<String> ids) {

    public LeftOut {
      ids = Set.copyOf(ids);
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
