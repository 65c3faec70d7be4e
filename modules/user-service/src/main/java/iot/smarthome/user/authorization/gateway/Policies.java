package iot.smarthome.user.authorization.gateway;

import iot.smarthome.user.authorization.entity.Policy;
import iot.smarthome.user.authorization.entity.PolicyVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Policies and their history. */
public interface Policies {

  /** Every policy, by id; they are few. */
  List<Policy> all();

  Optional<Policy> find(String id);

  /** The version of each policy, by id: tells cheaply whether something has changed. */
  Map<String, Long> versions();

  /**
   * @return false when the id is taken
   */
  boolean insert(Policy policy);

  /**
   * @return false when it has another version by now
   */
  boolean replace(Policy policy, long expectedVersion);

  /**
   * @return false when it has another version by now
   */
  boolean delete(String id, long expectedVersion);

  /** Writes a change down. The same version of the same policy again replaces what was written. */
  void remember(PolicyVersion version);

  /**
   * @param beforeVersion only older ones; null for the newest
   * @return the newest first
   */
  List<PolicyVersion> history(String id, Long beforeVersion, int limit);

  /**
   * Does something while nobody else, on any replica, changes the set of policies.
   *
   * @throws PolicySetBusyException when others kept it for too long
   */
  <T> T alone(Supplier<T> change);
}
