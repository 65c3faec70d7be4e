package iot.smarthome.user.directory.control;

import iot.smarthome.user.directory.entity.Ownership;
import iot.smarthome.user.directory.entity.Profile;
import iot.smarthome.user.directory.entity.Seats;
import iot.smarthome.user.directory.entity.User;
import iot.smarthome.user.directory.entity.UserGroup;
import iot.smarthome.user.directory.gateway.DuplicateSubjectException;
import iot.smarthome.user.directory.gateway.Groups;
import iot.smarthome.user.directory.gateway.OwnershipFilter;
import iot.smarthome.user.directory.gateway.Ownerships;
import iot.smarthome.user.directory.gateway.PlatformSeats;
import iot.smarthome.user.directory.gateway.UserFilter;
import iot.smarthome.user.directory.gateway.Users;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** The directory with its stores in memory, each atomic for one document as the real ones are. */
final class InMemoryDirectory {

  static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private record StoredUser(String id, Profile profile, Instant createdAt, long version) {

    static StoredUser of(User user) {
      return new StoredUser(user.id(), user.profile(), user.createdAt(), user.version());
    }

    User user() {
      User user = new User(id, profile, createdAt);
      while (user.version() < version) {
        user.touch(createdAt);
      }
      return user;
    }
  }

  private final SortedMap<String, StoredUser> storedUsers = new TreeMap<>();
  private final SortedMap<String, UserGroup> storedGroups = new TreeMap<>();
  private final SortedMap<String, Ownership> storedOwnerships = new TreeMap<>();

  /** A place for which a group is responsible, by group. */
  final Map<String, String> placesByGroup = new HashMap<>();

  private Seats storedSeats = new Seats(Set.of(), 0);

  /** What somebody else does just before the next write of a user. */
  Runnable beforeNextUserWrite;

  /** What somebody else does just before the next look for members of a group. */
  Runnable beforeSecondLookForMembers;

  private int looksForMembers;

  final Users users = new InMemoryUsers();
  final Groups groups = new InMemoryGroups();
  final Ownerships ownerships = new InMemoryOwnerships();
  final PlatformSeats seats = new InMemorySeats();

  final FindUsers findUsers = new FindUsers(users, groups);
  final FindGroups findGroups = new FindGroups(groups);
  final FindOwnerships findOwnerships = new FindOwnerships(ownerships);
  final PlatformAdministration administration = new PlatformAdministration(users, seats, CLOCK);
  final ChangeUsers changeUsers =
      new ChangeUsers(users, groups, ownerships, findUsers, administration, CLOCK);
  final ChangeGroups changeGroups =
      new ChangeGroups(
          groups, users, group -> Optional.ofNullable(placesByGroup.get(group)), findGroups, CLOCK);
  final ChangeOwnership changeOwnership =
      new ChangeOwnership(ownerships, users, findOwnerships, CLOCK);
  final FirstAdministrator firstAdministrator =
      new FirstAdministrator(users, changeUsers, changeGroups, administration);

  private void othersComeFirst() {
    Runnable others = beforeNextUserWrite;
    if (others != null) {
      beforeNextUserWrite = null;
      others.run();
    }
  }

  private static <T> List<T> page(
      SortedMap<String, T> all, Predicate<T> filter, String after, int limit) {
    return all.entrySet().stream()
        .filter(entry -> after == null || entry.getKey().compareTo(after) > 0)
        .map(Map.Entry::getValue)
        .filter(filter)
        .limit(limit)
        .toList();
  }

  private final class InMemoryUsers implements Users {

    @Override
    public void insert(User user) {
      othersComeFirst();
      synchronized (InMemoryDirectory.this) {
        refuseTwin(user);
        storedUsers.put(user.id(), StoredUser.of(user));
      }
    }

    private void refuseTwin(User user) {
      String subject = user.profile().subject();
      if (storedUsers.values().stream()
          .anyMatch(
              other ->
                  !other.id().equals(user.id()) && other.profile().subject().equals(subject))) {
        throw new DuplicateSubjectException(null);
      }
    }

    @Override
    public Optional<User> find(String id) {
      synchronized (InMemoryDirectory.this) {
        return Optional.ofNullable(storedUsers.get(id)).map(StoredUser::user);
      }
    }

    @Override
    public Optional<User> bySubject(String subject) {
      synchronized (InMemoryDirectory.this) {
        return storedUsers.values().stream()
            .filter(user -> user.profile().subject().equals(subject))
            .map(StoredUser::user)
            .findFirst();
      }
    }

    @Override
    public boolean replace(User user, long expectedVersion) {
      othersComeFirst();
      synchronized (InMemoryDirectory.this) {
        StoredUser stored = storedUsers.get(user.id());
        if (stored == null || stored.version() != expectedVersion) {
          return false;
        }
        refuseTwin(user);
        storedUsers.put(user.id(), StoredUser.of(user));
        return true;
      }
    }

    @Override
    public boolean delete(String id, long expectedVersion) {
      othersComeFirst();
      synchronized (InMemoryDirectory.this) {
        StoredUser stored = storedUsers.get(id);
        if (stored == null || stored.version() != expectedVersion) {
          return false;
        }
        storedUsers.remove(id);
        return true;
      }
    }

    @Override
    public List<User> page(UserFilter filter, String after, int limit) {
      Function<User, String> key = filter.bySubject() ? user -> user.profile().subject() : User::id;
      synchronized (InMemoryDirectory.this) {
        return storedUsers.values().stream()
            .map(StoredUser::user)
            .filter(user -> matches(user.profile(), filter))
            .filter(user -> after == null || key.apply(user).compareTo(after) > 0)
            .sorted(Comparator.comparing(key))
            .limit(limit)
            .toList();
      }
    }

    private static boolean matches(Profile profile, UserFilter filter) {
      return (filter.groupId() == null || profile.groups().contains(filter.groupId()))
          && (filter.role() == null || profile.roles().contains(filter.role()))
          && (!filter.bySubject() || profile.subject().startsWith(filter.subjectPrefix()));
    }

    @Override
    public boolean hasMembers(String groupId) {
      Runnable others = beforeSecondLookForMembers;
      if (others != null && ++looksForMembers == 2) {
        others.run();
      }
      return !page(new UserFilter(groupId, null, null), null, 1).isEmpty();
    }

    @Override
    public List<User> platformAdministrators(int limit) {
      return page(new UserFilter(null, null, null), null, Integer.MAX_VALUE).stream()
          .filter(User::isPlatformAdministrator)
          .limit(limit)
          .toList();
    }
  }

  private final class InMemoryGroups implements Groups {

    @Override
    public boolean insert(UserGroup group) {
      synchronized (InMemoryDirectory.this) {
        return storedGroups.putIfAbsent(group.id(), group) == null;
      }
    }

    @Override
    public Optional<UserGroup> find(String id) {
      return findEvenRemoved(id).filter(group -> !group.isRemoved());
    }

    @Override
    public Optional<UserGroup> findEvenRemoved(String id) {
      synchronized (InMemoryDirectory.this) {
        return Optional.ofNullable(storedGroups.get(id));
      }
    }

    @Override
    public boolean replace(UserGroup group, long expectedVersion) {
      synchronized (InMemoryDirectory.this) {
        storedGroups.put(group.id(), group);
        return true;
      }
    }

    @Override
    public List<UserGroup> page(String afterId, int limit) {
      synchronized (InMemoryDirectory.this) {
        return InMemoryDirectory.page(storedGroups, g -> !g.isRemoved(), afterId, limit);
      }
    }
  }

  private final class InMemoryOwnerships implements Ownerships {

    @Override
    public boolean insert(Ownership ownership) {
      synchronized (InMemoryDirectory.this) {
        if (storedOwnerships.values().stream().anyMatch(other -> same(other, ownership))) {
          return false;
        }
        storedOwnerships.put(ownership.id(), ownership);
        return true;
      }
    }

    private static boolean same(Ownership one, Ownership other) {
      return one.userId().equals(other.userId())
          && one.resourceType() == other.resourceType()
          && one.resourceId().equals(other.resourceId());
    }

    @Override
    public Optional<Ownership> find(String id) {
      return Optional.ofNullable(storedOwnerships.get(id));
    }

    @Override
    public boolean delete(String id) {
      return storedOwnerships.remove(id) != null;
    }

    @Override
    public void deleteOf(String userId) {
      storedOwnerships.values().removeIf(ownership -> ownership.userId().equals(userId));
    }

    @Override
    public List<Ownership> page(OwnershipFilter filter, String afterId, int limit) {
      return InMemoryDirectory.page(
          storedOwnerships,
          o -> filter.userId() == null || filter.userId().equals(o.userId()),
          afterId,
          limit);
    }
  }

  private final class InMemorySeats implements PlatformSeats {

    @Override
    public Seats read() {
      synchronized (InMemoryDirectory.this) {
        return storedSeats;
      }
    }

    @Override
    public boolean replace(Seats seats, long expectedVersion) {
      synchronized (InMemoryDirectory.this) {
        if (storedSeats.version() != expectedVersion) {
          return false;
        }
        storedSeats = seats;
        return true;
      }
    }
  }
}
