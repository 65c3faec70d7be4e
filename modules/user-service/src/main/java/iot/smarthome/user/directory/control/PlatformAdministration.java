package iot.smarthome.user.directory.control;

import iot.smarthome.user.directory.entity.Seats;
import iot.smarthome.user.directory.entity.User;
import iot.smarthome.user.directory.gateway.PlatformSeats;
import iot.smarthome.user.directory.gateway.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sees to it that the platform keeps an administrator, however many change users at the same time
 * and whoever is killed while he does so.
 *
 * <p>Who administrates the platform stands in the users, one document each, and no transaction
 * spans two of them. So the administrators hold seats, which are one document and change
 * atomically. Two things hold at any time:
 *
 * <ol>
 *   <li>Whoever holds a seat is an administrator of the platform. He leaves the seat before he
 *       stops being one. He takes it after he has become one, and only if no seat has changed since
 *       before his user was written: whoever wants to demote him in between would have to leave his
 *       seat first.
 *   <li>The last seat is never left.
 * </ol>
 *
 * <p>Somebody who dies between the two steps leaves an administrator without a seat. That errs on
 * the safe side, and is put right before a change is refused for want of another administrator: the
 * user gets a new version first, so that no change of him that is under way comes through, then the
 * seat.
 */
@ApplicationScoped
public class PlatformAdministration {

  private static final Logger LOG = Logger.getLogger(PlatformAdministration.class.getName());
  private static final int ATTEMPTS = 50;
  private static final int MOST_SEATED = 1000;

  private final Users users;
  private final PlatformSeats seats;
  private final Clock clock;

  /** For the container's proxy. */
  protected PlatformAdministration() {
    this(null, null, null);
  }

  @Inject
  public PlatformAdministration(Users users, PlatformSeats seats) {
    this(users, seats, Clock.systemUTC());
  }

  PlatformAdministration(Users users, PlatformSeats seats, Clock clock) {
    this.users = users;
    this.seats = seats;
    this.clock = clock;
  }

  /** Whether the platform has an administrator. */
  public boolean isManned() {
    return !seats.read().holders().isEmpty() || !users.platformAdministrators(1).isEmpty();
  }

  /**
   * Stores a change of one user.
   *
   * @param before as it was read, null for a new user; its version is what the write expects
   * @param after null for a removal
   * @param write stores it; false when the user has changed meanwhile
   * @return whether it was stored
   * @throws iot.smarthome.rest.problem.ProblemException 409 when no administrator would be left
   */
  public boolean store(Before before, User after, BooleanSupplier write) {
    boolean was = before != null && before.administrator();
    boolean is = after != null && after.isPlatformAdministrator();
    if (was && !is) {
      return storeLeaving(before, write);
    }
    if (!was && is) {
      return storeTaking(after.id(), write);
    }
    return write.getAsBoolean();
  }

  /** What counts of a user as it was read. */
  public record Before(String id, long version, boolean administrator) {

    static Before of(User user) {
      return new Before(user.id(), user.version(), user.isPlatformAdministrator());
    }
  }

  private boolean storeTaking(String userId, BooleanSupplier write) {
    Seats known = seats.read();
    if (!write.getAsBoolean()) {
      return false;
    }
    if (!seats.replace(known.taken(userId), known.version())) {
      seat(userId);
    }
    return true;
  }

  private boolean storeLeaving(Before before, BooleanSupplier write) {
    if (!leave(before.id())) {
      users.platformAdministrators(MOST_SEATED).forEach(user -> seat(user.id()));
      if (isOutdated(before)) {
        return false;
      }
      if (!leave(before.id())) {
        if (isOutdated(before)) {
          return false;
        }
        throw DirectoryProblems.lastAdministrator();
      }
    }
    boolean stored = false;
    try {
      stored = write.getAsBoolean();
    } finally {
      if (!stored) {
        seat(before.id());
      }
    }
    return stored;
  }

  private boolean isOutdated(Before before) {
    return users.find(before.id()).filter(user -> user.version() == before.version()).isEmpty();
  }

  private boolean leave(String userId) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Seats known = seats.read();
      Optional<Seats> left = known.left(userId);
      if (left.isEmpty()) {
        return false;
      }
      if (seats.replace(left.get(), known.version())) {
        return true;
      }
    }
    throw DirectoryProblems.busy();
  }

  /** Gives the user a seat if he is an administrator and has none. */
  private void seat(String userId) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Seats known = seats.read();
      Optional<User> user = users.find(userId).filter(User::isPlatformAdministrator);
      if (known.holds(userId) || user.isEmpty()) {
        return;
      }
      long version = user.get().version();
      user.get().touch(now());
      if (users.replace(user.get(), version)
          && seats.replace(known.taken(userId), known.version())) {
        return;
      }
    }
    LOG.log(Level.WARNING, "An administrator is without a seat until somebody looks again");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
