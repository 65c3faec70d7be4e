package iot.smarthome.scope;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a caller may see.
 *
 * <p>A thing is in scope when a place it lies in is among {@link #places()}, or when its own id is
 * among {@link #places()} or {@link #devices()}, unless it is {@linkplain #leftOut() left out}.
 *
 * @param unrestricted everything is in scope; the sets say nothing then
 * @param places ids of buildings, floors, areas and rooms; with each, all that lies in it
 * @param devices ids of single devices
 * @param leftOut what is not in scope nevertheless
 */
public record AccessScope(
    boolean unrestricted, Set<String> places, Set<String> devices, List<LeftOut> leftOut) {

  /**
   * Things that a policy keeps out of lists.
   *
   * @param category of devices and of what belongs to them; null for all things
   * @param ids of things, or of places with all that lies in them; empty for everywhere
   */
  public record LeftOut(String category, Set<String> ids) {

    public LeftOut {
      ids = Set.copyOf(ids);
    }

    boolean holds(String itsCategory, String... itsIds) {
      return (category == null || category.equals(itsCategory))
          && (ids.isEmpty() || Stream.of(itsIds).filter(Objects::nonNull).anyMatch(ids::contains));
    }
  }

  /** Everything. */
  public static final AccessScope EVERYTHING = new AccessScope(true, Set.of(), Set.of(), List.of());

  /** Nothing at all. */
  public static final AccessScope NOTHING = new AccessScope(false, Set.of(), Set.of(), List.of());

  public AccessScope {
    places = Set.copyOf(places);
    devices = Set.copyOf(devices);
    leftOut = List.copyOf(leftOut);
  }

  public static AccessScope of(Collection<String> places, Collection<String> devices) {
    return new AccessScope(false, Set.copyOf(places), Set.copyOf(devices), List.of());
  }

  /** The same without some things. */
  public AccessScope without(LeftOut... things) {
    return new AccessScope(unrestricted, places, devices, List.of(things));
  }

  /** Whether nothing can be in scope, so that no query is needed. */
  public boolean isNothing() {
    return !unrestricted && places.isEmpty() && devices.isEmpty();
  }

  /**
   * Whether a place is in scope.
   *
   * @param ids its own and those of the places it lies in; null where it lies in no such place
   */
  public boolean contains(String... ids) {
    return !leavesOut(ids)
        && (unrestricted
            || Stream.of(ids)
                .filter(Objects::nonNull)
                .anyMatch(id -> places.contains(id) || devices.contains(id)));
  }

  /**
   * Whether a place, which has no category, is left out.
   *
   * @param ids its own and those of the places it lies in; null where it lies in no such place
   */
  public boolean leavesOut(String... ids) {
    return leftOut.stream().anyMatch(one -> one.holds(null, ids));
  }

  /** All ids: for a query of things whose own id may be either's. */
  public Set<String> ids() {
    return Stream.concat(places.stream(), devices.stream()).collect(Collectors.toUnmodifiableSet());
  }
}
