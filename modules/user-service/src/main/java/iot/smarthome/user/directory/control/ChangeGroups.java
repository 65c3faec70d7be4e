package iot.smarthome.user.directory.control;

import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.user.directory.entity.UserGroup;
import iot.smarthome.user.directory.gateway.Groups;
import iot.smarthome.user.directory.gateway.Responsibilities;
import iot.smarthome.user.directory.gateway.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Adds, renames and removes groups. */
@ApplicationScoped
public class ChangeGroups {

  private final Groups groups;
  private final Users users;
  private final Responsibilities responsibilities;
  private final FindGroups findGroups;
  private final Clock clock;

  /** For the container's proxy. */
  protected ChangeGroups() {
    this(null, null, null, null, null);
  }

  @Inject
  public ChangeGroups(
      Groups groups, Users users, Responsibilities responsibilities, FindGroups findGroups) {
    this(groups, users, responsibilities, findGroups, Clock.systemUTC());
  }

  ChangeGroups(
      Groups groups,
      Users users,
      Responsibilities responsibilities,
      FindGroups findGroups,
      Clock clock) {
    this.groups = groups;
    this.users = users;
    this.responsibilities = responsibilities;
    this.findGroups = findGroups;
    this.clock = clock;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 409 when there is a group with the id
   */
  public UserGroup add(String id, String name) {
    UserGroup group = new UserGroup(id, name, now());
    if (groups.insert(group)) {
      return group;
    }
    Optional<UserGroup> removed = groups.findEvenRemoved(id).filter(UserGroup::isRemoved);
    if (removed.isPresent()) {
      long version = removed.get().version();
      removed.get().renew(name, now());
      if (groups.replace(removed.get(), version)) {
        return removed.get();
      }
    }
    throw DirectoryProblems.duplicateGroup(id);
  }

  /**
   * @param precondition throws unless the caller knows the current version
   * @throws iot.smarthome.rest.problem.ProblemException 404, 412
   */
  public UserGroup rename(String id, LongConsumer precondition, String name) {
    UserGroup group = findGroups.byId(id);
    precondition.accept(group.version());
    long version = group.version();
    group.rename(name, now());
    if (group.version() != version && !groups.replace(group, version)) {
      throw DirectoryProblems.changedMeanwhile();
    }
    return group;
  }

  /**
   * @param precondition throws unless the caller knows the current version
   * @throws iot.smarthome.rest.problem.ProblemException 404, 409 while there are members in it or
   *     it is responsible for a place, and for the group platform, 412
   */
  public void remove(String id, LongConsumer precondition) {
    UserGroup group = findGroups.byId(id);
    precondition.accept(group.version());
    if (id.equals(UserGroup.PLATFORM)) {
      throw DirectoryProblems.wellKnownGroup();
    }
    refuseWhileNeeded(id);
    long version = group.version();
    group.remove(now());
    if (!groups.replace(group, version)) {
      throw DirectoryProblems.changedMeanwhile();
    }
    try {
      refuseWhileNeeded(id);
    } catch (ProblemException needed) { // since a moment ago
      long removed = group.version();
      group.revive(now());
      groups.replace(group, removed);
      throw needed;
    }
  }

  private void refuseWhileNeeded(String id) {
    if (users.hasMembers(id)) {
      throw DirectoryProblems.hasMembers();
    }
    responsibilities
        .placeOf(id)
        .ifPresent(
            place -> {
              throw DirectoryProblems.isResponsible(place);
            });
  }
}
