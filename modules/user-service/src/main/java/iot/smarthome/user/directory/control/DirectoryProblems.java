package iot.smarthome.user.directory.control;

import iot.smarthome.rest.problem.Problem;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.user.directory.entity.UserGroup;
import java.util.Collection;

/** Why something in the directory is refused. */
public final class DirectoryProblems {

  public static final String SERVICE = "user-service";

  private DirectoryProblems() {}

  static ProblemException unknownUser(String id) {
    return Problem.of(SERVICE, "unknown-user", 404, "Unknown user")
        .detail("No user has the id " + id + ".")
        .toException();
  }

  static ProblemException unknownGroup(String id) {
    return Problem.of(SERVICE, "unknown-group", 404, "Unknown group")
        .detail("No group has the id " + id + ".")
        .toException();
  }

  static ProblemException unknownOwnership(String id) {
    return Problem.of(SERVICE, "unknown-ownership", 404, "Unknown ownership")
        .detail("No ownership has the id " + id + ".")
        .toException();
  }

  static ProblemException noUserForSubject(String subject) {
    return Problem.of(SERVICE, "no-user-for-login", 404, "Your login has no user here")
        .detail(
            "You are logged in as "
                + subject
                + ", and no user of the platform is linked to that. Ask an administrator of the"
                + " platform to add a user with this subject (POST /users), and come back.")
        .violation(
            "subject", "is linked to no user", "have a user with the subject " + subject + " added")
        .toException();
  }

  /** Somebody got here without a login: by a server that does not ask for one. */
  public static ProblemException notLoggedIn(String claim) {
    return Problem.of(SERVICE, "not-logged-in", 401, "Not logged in")
        .detail(
            "Send a token of the platform's OpenID provider, in the header 'Authorization: Bearer"
                + " <token>', that says in its claim "
                + claim
                + " who you are.")
        .toException();
  }

  static ProblemException duplicateSubject(Throwable cause, String subject) {
    return (ProblemException)
        Problem.of(SERVICE, "duplicate-subject", 409, "Subject already in use")
            .detail("Nothing was stored.")
            .violation(
                "subject",
                "another user is linked to " + subject,
                "use that user, or give the subject of the other login")
            .toException()
            .initCause(cause);
  }

  static ProblemException duplicateGroup(String id) {
    return Problem.of(SERVICE, "duplicate-group", 409, "Group already there")
        .detail("Nothing was stored.")
        .violation("id", "another group has the id " + id, "choose another id, or use that group")
        .toException();
  }

  static ProblemException duplicateOwnership() {
    return Problem.of(SERVICE, "duplicate-ownership", 409, "Owned already")
        .detail("The user owns this already; nothing was stored.")
        .violation("resource", "is owned by the user already", "nothing needs to be done")
        .toException();
  }

  static ProblemException ownerUnknown(String userId) {
    return Problem.of(SERVICE, "unknown-owner", 422, "Unknown user")
        .detail("Nothing was stored.")
        .violation("userId", "no user has the id " + userId, "add the user first")
        .toException();
  }

  static ProblemException groupsUnknown(Collection<String> ids) {
    return Problem.of(SERVICE, "unknown-groups", 422, "Unknown group")
        .detail("Nothing was stored.")
        .violation(
            "groups",
            "there is no group " + String.join(", ", ids),
            "add the group first, or leave it out")
        .toException();
  }

  static ProblemException changedMeanwhile() {
    return Problem.of(SERVICE, "precondition-failed", 412, "Changed in the meantime")
        .violation("If-Match", "is not the current ETag", "read again, repeat the change on it")
        .toException();
  }

  static ProblemException busy() {
    return Problem.of(SERVICE, "busy", 503, "Changed by many at the same time")
        .detail("The change met with others again and again; nothing was stored.")
        .retryAfter(1)
        .toException();
  }

  static ProblemException lastAdministrator() {
    return Problem.of(SERVICE, "last-administrator", 409, "The last administrator stays")
        .detail(
            "This user is the only administrator in the group platform; without him nobody could"
                + " let anybody in. Nothing was stored.")
        .violation(
            "id",
            "is the last administrator of the platform",
            "make somebody else an administrator in the group platform first")
        .toException();
  }

  static ProblemException wellKnownGroup() {
    return Problem.of(SERVICE, "well-known-group", 409, "The group is needed")
        .detail("The group " + UserGroup.PLATFORM + " administrates the platform and stays.")
        .violation("id", "is " + UserGroup.PLATFORM, "keep it")
        .toException();
  }

  static ProblemException hasMembers() {
    return Problem.of(SERVICE, "group-has-members", 409, "There are members in it")
        .detail("A group can be removed when nobody is in it.")
        .violation("id", "has members", "remove its members first")
        .toException();
  }

  static ProblemException isResponsible(String place) {
    return Problem.of(SERVICE, "group-is-responsible", 409, "The group answers for places")
        .detail(
            "A group can be removed when it is responsible for no building, floor, area or room.")
        .violation(
            "id",
            "is responsible for the place " + place,
            "name another responsible group there first")
        .toException();
  }
}
