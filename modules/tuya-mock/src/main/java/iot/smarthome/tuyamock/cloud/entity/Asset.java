package iot.smarthome.tuyamock.cloud.entity;

import java.util.Objects;

/**
 * A node of the project's places; Tuya's older API calls it an asset, the newer one a space.
 *
 * @param parentId empty for a root
 */
public record Asset(String id, String name, String parentId) {

  public Asset {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(parentId, "parentId");
  }

  public Asset renamed(String to) {
    return new Asset(id, to, parentId);
  }
}
