package iot.smarthome.user.authorization.gateway;

import iot.smarthome.user.authorization.entity.Person;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the directory of people knows. */
public interface Directory {

  Optional<Person> bySubject(String subject);

  Optional<Person> byId(String userId);

  boolean hasGroup(String groupId);

  /** Those who are administrators and in the group platform. */
  List<Person> platformAdministrators(int limit);

  /** The ids of the rooms and devices that a user owns himself. */
  Set<String> ownedBy(String userId, int limit);

  /** The ids of the users who own each of these themselves; those that nobody owns are left out. */
  Map<String, Set<String>> owners(Collection<String> resourceIds);
}
