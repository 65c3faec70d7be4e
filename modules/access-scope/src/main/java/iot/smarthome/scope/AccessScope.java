package iot.smarthome.scope;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a caller may see.
 *
 * <p>A thing is in scope when a place it lies in is among {@link #places()}, or when its own id is
 * among {@link #places()} or {@link #devices()}.
 *
 * @param unrestricted everything is in scope; the sets say nothing then
 * @param places ids of buildings, floors, areas and rooms; with each, all that lies in it
 * @param devices ids of single devices
 */
public record AccessScope(boolean unrestricted, Set<String> places, Set<String> devices) {

  /** Everything. */
  public static final AccessScope EVERYTHING = new AccessScope(true, Set.of(), Set.of());

  /** Nothing at all. */
  public static final AccessScope NOTHING = new AccessScope(false, Set.of(), Set.of());

  public AccessScope {
    places = Set.copyOf(places);
    devices = Set.copyOf(devices);
  }

  public static AccessScope of(Collection<String> places, Collection<String> devices) {
    return new AccessScope(false, Set.copyOf(places), Set.copyOf(devices));
  }

  /** Whether nothing can be in scope, so that no query is needed. */
  public boolean isNothing() {
    return !unrestricted && places.isEmpty() && devices.isEmpty();
  }

  /**
   * Whether a thing is in scope.
   *
   * @param ids its own and those of the places it lies in; null where it lies in no such place
   */
  public boolean contains(String... ids) {
    return unrestricted
        || Stream.of(ids)
            .filter(Objects::nonNull)
            .anyMatch(id -> places.contains(id) || devices.contains(id));
  }

  /** All ids: for a query of things whose own id may be either's. */
  public Set<String> ids() {
    return Stream.concat(places.stream(), devices.stream()).collect(Collectors.toUnmodifiableSet());
  }
}
