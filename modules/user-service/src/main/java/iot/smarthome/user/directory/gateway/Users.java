package iot.smarthome.user.directory.gateway;

import iot.smarthome.user.directory.entity.User;
import java.util.List;
import java.util.Optional;

/** All users. */
public interface Users {

  /**
   * @throws DuplicateSubjectException when another user has the subject
   */
  void insert(User user);

  Optional<User> find(String id);

  Optional<User> bySubject(String subject);

  /**
   * @param expectedVersion the version that was changed
   * @return false when the stored user is another version by now, or gone
   * @throws DuplicateSubjectException when another user has the subject
   */
  boolean replace(User user, long expectedVersion);

  /**
   * @return false when the stored user is another version by now, or gone
   */
  boolean delete(String id, long expectedVersion);

  /**
   * By ascending id, which is the order of creation; those found by the start of their subject by
   * ascending subject.
   *
   * @param after the last id (or subject) of the page before, null for the first page
   */
  List<User> page(UserFilter filter, String after, int limit);

  boolean hasMembers(String groupId);

  /** Those who are administrators and in the group {@code platform}. */
  List<User> platformAdministrators(int limit);
}
