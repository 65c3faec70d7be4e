package iot.smarthome.user.authorization.control;

import iot.smarthome.user.authorization.entity.Thing;
import iot.smarthome.user.authorization.gateway.Things;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Keeps what other services tell of places, devices and alerts. Repeated and late words change
 * nothing.
 */
@ApplicationScoped
public class FollowThings {

  private final Things things;

  /** For the container's proxy. */
  protected FollowThings() {
    this(null);
  }

  @Inject
  public FollowThings(Things things) {
    this.things = things;
  }

  public void follow(Thing thing) {
    things.put(thing);
  }

  /**
   * @param version of the removal, 0 when it is not known
   */
  public void forget(String id, long version) {
    things.remove(id, version);
  }
}
