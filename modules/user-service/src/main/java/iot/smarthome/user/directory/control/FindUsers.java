package iot.smarthome.user.directory.control;

import iot.smarthome.rest.paging.Cursor;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.user.directory.entity.User;
import iot.smarthome.user.directory.gateway.Groups;
import iot.smarthome.user.directory.gateway.UserFilter;
import iot.smarthome.user.directory.gateway.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Reads users. */
@ApplicationScoped
public class FindUsers {

  private static final String AFTER = "after";

  private final Users users;
  private final Groups groups;

  /** For the container's proxy. */
  protected FindUsers() {
    this(null, null);
  }

  @Inject
  public FindUsers(Users users, Groups groups) {
    this.users = users;
    this.groups = groups;
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 404
   */
  public User byId(String id) {
    return users.find(id).orElseThrow(() -> DirectoryProblems.unknownUser(id));
  }

  /**
   * The user whose login it is.
   *
   * @throws iot.smarthome.rest.problem.ProblemException 404 saying what to do
   */
  public User bySubject(String subject) {
    return users.bySubject(subject).orElseThrow(() -> DirectoryProblems.noUserForSubject(subject));
  }

  /**
   * @param cursor from the page before, null for the first
   * @throws iot.smarthome.rest.problem.ProblemException 400 for a cursor that is none of ours
   */
  public Page<User> page(UserFilter filter, int limit, String cursor) {
    String after = Cursor.decode(DirectoryProblems.SERVICE, cursor, AFTER);
    List<User> found = users.page(filter, after, limit + 1);
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<User> items = found.subList(0, limit);
    User last = items.get(limit - 1);
    String key = filter.bySubject() ? last.profile().subject() : last.id();
    return new Page<>(items, Cursor.encode(Map.of(AFTER, key)));
  }

  /**
   * Who is in a group.
   *
   * @throws iot.smarthome.rest.problem.ProblemException 404, 400
   */
  public Page<User> members(String groupId, int limit, String cursor) {
    if (groups.find(groupId).isEmpty()) {
      throw DirectoryProblems.unknownGroup(groupId);
    }
    return page(new UserFilter(groupId, null, null), limit, cursor);
  }
}
