package iot.smarthome.user.directory.control;

import iot.smarthome.rest.TimeOrderedId;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.user.directory.control.PlatformAdministration.Before;
import iot.smarthome.user.directory.entity.Profile;
import iot.smarthome.user.directory.entity.User;
import iot.smarthome.user.directory.gateway.DuplicateSubjectException;
import iot.smarthome.user.directory.gateway.Groups;
import iot.smarthome.user.directory.gateway.Ownerships;
import iot.smarthome.user.directory.gateway.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

/**
 * Adds, describes and removes users. A group that a user gets is looked for before and after the
 * user is stored, and whoever removes a group looks for members before and after, so that one of
 * the two steps back.
 */
@ApplicationScoped
public class ChangeUsers {

  private static final int ATTEMPTS = 20;

  private final Users users;
  private final Groups groups;
  private final Ownerships ownerships;
  private final FindUsers findUsers;
  private final PlatformAdministration administration;
  private final Clock clock;

  /** For the container's proxy. */
  protected ChangeUsers() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public ChangeUsers(
      Users users,
      Groups groups,
      Ownerships ownerships,
      FindUsers findUsers,
      PlatformAdministration administration) {
    this(users, groups, ownerships, findUsers, administration, Clock.systemUTC());
  }

  ChangeUsers(
      Users users,
      Groups groups,
      Ownerships ownerships,
      FindUsers findUsers,
      PlatformAdministration administration,
      Clock clock) {
    this.users = users;
    this.groups = groups;
    this.ownerships = ownerships;
    this.findUsers = findUsers;
    this.administration = administration;
    this.clock = clock;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * @throws ProblemException 409 for the subject of another user, 422 for an unknown group
   */
  public User add(Profile profile) {
    requireGroups(profile.groups());
    User user = new User(TimeOrderedId.next(), profile, now());
    try {
      administration.store(
          null,
          user,
          () -> {
            users.insert(user);
            return true;
          });
    } catch (DuplicateSubjectException e) {
      throw DirectoryProblems.duplicateSubject(e, profile.subject());
    }
    List<String> gone = missing(profile.groups());
    if (!gone.isEmpty()) {
      removeUnseen(user.id());
      throw DirectoryProblems.groupsUnknown(gone);
    }
    return user;
  }

  private void removeUnseen(String id) {
    users
        .find(id)
        .ifPresent(
            user ->
                administration.store(
                    Before.of(user), null, () -> users.delete(id, user.version())));
  }

  /**
   * @param precondition throws unless the caller knows the current version
   * @throws ProblemException 404, 409 for the subject of another user and for the last
   *     administrator, 412, 422 for an unknown group
   */
  public User describe(String id, LongConsumer precondition, UnaryOperator<Profile> change) {
    return describe(findUsers.byId(id), precondition, change);
  }

  /**
   * The user with this login describes himself.
   *
   * @throws ProblemException 404, 412
   */
  public User describeSelf(
      String subject, LongConsumer precondition, UnaryOperator<Profile> change) {
    return describe(findUsers.bySubject(subject), precondition, change);
  }

  private User describe(User user, LongConsumer precondition, UnaryOperator<Profile> change) {
    precondition.accept(user.version());
    Profile old = user.profile();
    Profile wanted = change.apply(old);
    if (wanted.equals(old)) {
      return user;
    }
    SortedSet<String> added = new TreeSet<>(wanted.groups());
    added.removeAll(old.groups());
    requireGroups(added);
    if (!store(user, wanted)) {
      throw DirectoryProblems.changedMeanwhile();
    }
    List<String> gone = missing(added);
    if (!gone.isEmpty()) {
      leaveGroups(user.id(), gone);
      throw DirectoryProblems.groupsUnknown(gone);
    }
    return user;
  }

  private boolean store(User user, Profile wanted) {
    Before before = Before.of(user);
    user.describe(wanted, now());
    try {
      return administration.store(before, user, () -> users.replace(user, before.version()));
    } catch (DuplicateSubjectException e) {
      throw DirectoryProblems.duplicateSubject(e, wanted.subject());
    }
  }

  /**
   * Removes the user and what he owns.
   *
   * @param precondition throws unless the caller knows the current version
   * @throws ProblemException 404, 409 for the last administrator, 412
   */
  public void remove(String id, LongConsumer precondition) {
    User user =
        users
            .find(id)
            .orElseThrow(
                () -> {
                  ownerships.deleteOf(id); // left behind by a removal that was broken off
                  return DirectoryProblems.unknownUser(id);
                });
    precondition.accept(user.version());
    if (!administration.store(Before.of(user), null, () -> users.delete(id, user.version()))) {
      throw DirectoryProblems.changedMeanwhile();
    }
    ownerships.deleteOf(id);
  }

  /**
   * Makes the user a member of the group; who is one stays one.
   *
   * @throws ProblemException 404 for an unknown group or user
   */
  public void join(String groupId, String userId) {
    if (groups.find(groupId).isEmpty()) {
      throw DirectoryProblems.unknownGroup(groupId);
    }
    changeGroups(userId, mine -> mine.add(groupId));
    if (groups.find(groupId).isEmpty()) { // removed while we joined
      leaveGroups(userId, List.of(groupId));
      throw DirectoryProblems.unknownGroup(groupId);
    }
  }

  /**
   * Ends the membership; who is no member stays none.
   *
   * @throws ProblemException 404 for an unknown group or user, 409 for the last administrator
   */
  public void leave(String groupId, String userId) {
    if (groups.find(groupId).isEmpty()) {
      throw DirectoryProblems.unknownGroup(groupId);
    }
    leaveGroups(userId, List.of(groupId));
  }

  private void leaveGroups(String userId, Collection<String> ids) {
    changeGroups(userId, mine -> mine.removeAll(ids));
  }

  /** A membership is in or out and depends on nothing else: who meets another tries again. */
  private void changeGroups(String userId, Consumer<SortedSet<String>> change) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      User user = findUsers.byId(userId);
      SortedSet<String> mine = new TreeSet<>(user.profile().groups());
      change.accept(mine);
      Profile wanted = user.profile().withGroups(mine);
      if (wanted.equals(user.profile()) || store(user, wanted)) {
        return;
      }
    }
    throw DirectoryProblems.busy();
  }

  private void requireGroups(Collection<String> ids) {
    List<String> unknown = missing(ids);
    if (!unknown.isEmpty()) {
      throw DirectoryProblems.groupsUnknown(unknown);
    }
  }

  private List<String> missing(Collection<String> ids) {
    return ids.stream().filter(id -> groups.find(id).isEmpty()).toList();
  }
}
