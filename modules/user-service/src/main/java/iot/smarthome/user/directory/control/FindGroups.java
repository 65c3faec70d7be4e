package iot.smarthome.user.directory.control;

import iot.smarthome.rest.paging.Cursor;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.user.directory.entity.UserGroup;
import iot.smarthome.user.directory.gateway.Groups;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Reads groups. */
@ApplicationScoped
public class FindGroups {

  private static final String AFTER = "after";

  private final Groups groups;

  /** For the container's proxy. */
  protected FindGroups() {
    this(null);
  }

  @Inject
  public FindGroups(Groups groups) {
    this.groups = groups;
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 404
   */
  public UserGroup byId(String id) {
    return groups.find(id).orElseThrow(() -> DirectoryProblems.unknownGroup(id));
  }

  /**
   * @param cursor from the page before, null for the first
   * @throws iot.smarthome.rest.problem.ProblemException 400 for a cursor that is none of ours
   */
  public Page<UserGroup> page(int limit, String cursor) {
    String after = Cursor.decode(DirectoryProblems.SERVICE, cursor, AFTER);
    List<UserGroup> found = groups.page(after, limit + 1);
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<UserGroup> items = found.subList(0, limit);
    return new Page<>(items, Cursor.encode(Map.of(AFTER, items.get(limit - 1).id())));
  }
}
