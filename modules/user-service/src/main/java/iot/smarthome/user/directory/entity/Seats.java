package iot.smarthome.user.directory.entity;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The seats of the platform's administrators: who is known to be one. The last seat cannot be left.
 *
 * @param holders ids of users
 * @param version grows with each change
 */
public record Seats(Set<String> holders, long version) {

  public Seats {
    holders = Set.copyOf(holders);
  }

  public boolean holds(String userId) {
    return holders.contains(userId);
  }

  public Seats taken(String userId) {
    Set<String> more = new TreeSet<>(holders);
    more.add(userId);
    return new Seats(more, version + 1);
  }

  /**
   * @return nothing when the user holds no seat, or the only one
   */
  public Optional<Seats> left(String userId) {
    if (!holds(userId) || holders.size() < 2) {
      return Optional.empty();
    }
    Set<String> fewer = new TreeSet<>(holders);
    fewer.remove(userId);
    return Optional.of(new Seats(fewer, version + 1));
  }
}
