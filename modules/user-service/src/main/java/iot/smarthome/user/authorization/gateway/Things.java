package iot.smarthome.user.authorization.gateway;

import iot.smarthome.user.authorization.entity.Thing;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is known of places, devices and alerts. */
public interface Things {

  /** One indexed read. */
  Map<String, Thing> find(Collection<String> ids);

  /**
   * Keeps what was told, unless something newer is known.
   *
   * @return whether it was news
   */
  boolean put(Thing thing);

  /**
   * @param version of the removal; 0 when it is not known, then it is the last word
   */
  boolean remove(String id, long version);

  /** Every category of which there is a device, or was. */
  Set<String> categories();

  /** The places for which one of the groups is responsible itself. */
  List<Thing> withGroup(Collection<String> groups, int limit);
}
