package iot.smarthome.building.structure.control;

import iot.smarthome.building.structure.entity.Description;
import iot.smarthome.building.structure.gateway.Groups;
import iot.smarthome.building.structure.gateway.GroupsUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Sees to it that a place is given to a group that there is. */
@ApplicationScoped
public class CheckGroup {

  private final Groups groups;

  /** For the container's proxy. */
  protected CheckGroup() {
    this(null);
  }

  @Inject
  public CheckGroup(Groups groups) {
    this.groups = groups;
  }

  /**
   * Asks only when the group is another than before: a place can be renamed while User Service is
   * away.
   *
   * @param before null for a new place
   * @throws iot.smarthome.rest.problem.ProblemException 422 for an unknown group, 503 when User
   *     Service does not answer
   */
  void of(Description description, Description before) {
    String group = description.responsibleGroup();
    if (group == null || (before != null && group.equals(before.responsibleGroup()))) {
      return;
    }
    if (!exists(group)) {
      throw StructureProblems.unknownGroup(group);
    }
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 503 when User Service does not answer
   */
  public boolean exists(String group) {
    try {
      return groups.exists(group);
    } catch (GroupsUnavailableException e) {
      throw StructureProblems.groupsUnavailable(e);
    }
  }
}
