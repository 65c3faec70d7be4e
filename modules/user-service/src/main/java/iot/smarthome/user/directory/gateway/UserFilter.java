package iot.smarthome.user.directory.gateway;

import iot.smarthome.user.directory.entity.Role;

/** Which users; null for what does not matter. */
public record UserFilter(String groupId, Role role, String subjectPrefix) {

  public boolean bySubject() {
    return subjectPrefix != null;
  }
}
