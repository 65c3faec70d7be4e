package iot.smarthome.user.directory.gateway;

import iot.smarthome.user.directory.entity.Ownership;
import java.util.List;
import java.util.Optional;

/** All ownerships. */
public interface Ownerships {

  /**
   * @return false when the user owns the thing already
   */
  boolean insert(Ownership ownership);

  Optional<Ownership> find(String id);

  /**
   * @return false when it is gone
   */
  boolean delete(String id);

  /** All that a user owns. */
  void deleteOf(String userId);

  /**
   * By ascending id.
   *
   * @param afterId the last id of the page before, null for the first page
   */
  List<Ownership> page(OwnershipFilter filter, String afterId, int limit);
}
