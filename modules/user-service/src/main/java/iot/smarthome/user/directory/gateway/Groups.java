package iot.smarthome.user.directory.gateway;

import iot.smarthome.user.directory.entity.UserGroup;
import java.util.List;
import java.util.Optional;

/** All groups. */
public interface Groups {

  /**
   * @return false when the code is taken, also by what is left of a removed group
   */
  boolean insert(UserGroup group);

  Optional<UserGroup> find(String id);

  /** As {@link #find}, also what is left of a removed group. */
  Optional<UserGroup> findEvenRemoved(String id);

  /**
   * @param expectedVersion the version that was changed
   * @return false when the stored group is another version by now
   */
  boolean replace(UserGroup group, long expectedVersion);

  /**
   * @param afterId the last id of the page before, null for the first page
   * @return by ascending id
   */
  List<UserGroup> page(String afterId, int limit);
}
