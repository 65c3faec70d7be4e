package iot.smarthome.building.structure.gateway.user;

import iot.smarthome.building.structure.gateway.Groups;
import iot.smarthome.building.structure.gateway.GroupsUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Makes one of all the ways in which User Service may fail to answer. */
@ApplicationScoped
public class UserServiceGroups implements Groups {

  private final GroupCalls calls;

  /** For the container's proxy. */
  protected UserServiceGroups() {
    this(null);
  }

  @Inject
  public UserServiceGroups(GroupCalls calls) {
    this.calls = calls;
  }

  @Override
  public boolean exists(String id) {
    try {
      return calls.exists(id);
    } catch (RuntimeException e) {
      throw new GroupsUnavailableException(e);
    }
  }
}
