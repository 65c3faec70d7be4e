package iot.smarthome.user.directory.gateway;

import iot.smarthome.user.directory.entity.ResourceType;

/** Which ownerships; null for what does not matter. */
public record OwnershipFilter(String userId, ResourceType resourceType, String resourceId) {

  public static OwnershipFilter of(String userId) {
    return new OwnershipFilter(userId, null, null);
  }
}
