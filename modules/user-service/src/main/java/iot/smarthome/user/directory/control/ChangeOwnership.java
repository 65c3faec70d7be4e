package iot.smarthome.user.directory.control;

import iot.smarthome.rest.TimeOrderedId;
import iot.smarthome.user.directory.entity.Ownership;
import iot.smarthome.user.directory.entity.ResourceType;
import iot.smarthome.user.directory.gateway.Ownerships;
import iot.smarthome.user.directory.gateway.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.LongConsumer;

/** Gives rooms and devices to users, and takes them back. */
@ApplicationScoped
public class ChangeOwnership {

  private final Ownerships ownerships;
  private final Users users;
  private final FindOwnerships findOwnerships;
  private final Clock clock;

  /** For the container's proxy. */
  protected ChangeOwnership() {
    this(null, null, null, null);
  }

  @Inject
  public ChangeOwnership(Ownerships ownerships, Users users, FindOwnerships findOwnerships) {
    this(ownerships, users, findOwnerships, Clock.systemUTC());
  }

  ChangeOwnership(Ownerships ownerships, Users users, FindOwnerships findOwnerships, Clock clock) {
    this.ownerships = ownerships;
    this.users = users;
    this.findOwnerships = findOwnerships;
    this.clock = clock;
  }

  /**
   * Whether the room or device is there is not asked: its service may be away, and owning what is
   * not there gives nobody anything.
   *
   * @throws iot.smarthome.rest.problem.ProblemException 409 when the user owns it already, 422 for
   *     an unknown user
   */
  public Ownership give(String userId, ResourceType type, String resourceId) {
    requireUser(userId);
    Ownership ownership =
        new Ownership(
            TimeOrderedId.next(),
            userId,
            type,
            resourceId,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    if (!ownerships.insert(ownership)) {
      throw DirectoryProblems.duplicateOwnership();
    }
    if (users.find(userId).isEmpty()) { // removed meanwhile, perhaps after what he owned
      ownerships.delete(ownership.id());
      throw DirectoryProblems.ownerUnknown(userId);
    }
    return ownership;
  }

  private void requireUser(String userId) {
    if (users.find(userId).isEmpty()) {
      throw DirectoryProblems.ownerUnknown(userId);
    }
  }

  /**
   * @param precondition throws unless the caller knows the current version
   * @throws iot.smarthome.rest.problem.ProblemException 404, 412
   */
  public void takeBack(String id, LongConsumer precondition) {
    Ownership ownership = findOwnerships.byId(id);
    precondition.accept(ownership.version());
    if (!ownerships.delete(id)) {
      throw DirectoryProblems.unknownOwnership(id);
    }
  }
}
