package iot.smarthome.user.directory.control;

import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.user.directory.entity.Profile;
import iot.smarthome.user.directory.entity.Role;
import iot.smarthome.user.directory.entity.User;
import iot.smarthome.user.directory.entity.UserGroup;
import iot.smarthome.user.directory.gateway.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes the first administrator of a platform that has none, so that somebody can let the others
 * in. Several replicas may do so at the same time: the group's id and the user's subject are
 * unique, so that they make one.
 */
@ApplicationScoped
public class FirstAdministrator {

  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;

  private final Users users;
  private final ChangeUsers changeUsers;
  private final ChangeGroups changeGroups;
  private final PlatformAdministration administration;

  /** For the container's proxy. */
  protected FirstAdministrator() {
    this(null, null, null, null);
  }

  @Inject
  public FirstAdministrator(
      Users users,
      ChangeUsers changeUsers,
      ChangeGroups changeGroups,
      PlatformAdministration administration) {
    this.users = users;
    this.changeUsers = changeUsers;
    this.changeGroups = changeGroups;
    this.administration = administration;
  }

  /**
   * @return whether we made one; not when the platform has an administrator already
   */
  public boolean appoint(String subject) {
    if (administration.isManned()) {
      return false;
    }
    tolerate(CONFLICT, () -> changeGroups.add(UserGroup.PLATFORM, "Platform administrators"));
    Optional<User> user = users.bySubject(subject);
    if (user.isEmpty()) {
      return tolerate(CONFLICT, () -> changeUsers.add(appointed(Profile.of(subject, subject))));
    }
    // another replica may be ahead of us by one version
    return tolerate(
        PRECONDITION_FAILED,
        () -> changeUsers.describe(user.get().id(), version -> {}, FirstAdministrator::appointed));
  }

  private static Profile appointed(Profile profile) {
    Set<Role> roles = EnumSet.of(Role.ADMINISTRATOR);
    roles.addAll(profile.roles());
    TreeSet<String> groups = new TreeSet<>(profile.groups());
    groups.add(UserGroup.PLATFORM);
    return profile.withRoles(roles).withGroups(groups);
  }

  /**
   * @return false when another was there before
   */
  private static boolean tolerate(int status, Runnable step) {
    try {
      step.run();
      return true;
    } catch (ProblemException e) {
      if (e.problem().status() != status) {
        throw e;
      }
      return false;
    }
  }
}
