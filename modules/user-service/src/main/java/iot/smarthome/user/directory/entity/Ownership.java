package iot.smarthome.user.directory.entity;

import jakarta.nosql.Column;
import jakarta.nosql.Convert;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;
import java.time.Instant;
import java.util.Objects;

/**
 * A user owns a room, and so the devices in it, or a device. It comes and goes, and never changes.
 */
@Entity("ownerships")
public class Ownership {

  @Id private String id;
  @Column private String userId;
  @Column private ResourceType resourceType;
  @Column private String resourceId;

  @Column
  @Convert(InstantAsDate.class)
  private Instant createdAt;

  @Column private long version;

  /** For the mapping. */
  protected Ownership() {}

  public Ownership(String id, String userId, ResourceType type, String resourceId, Instant at) {
    this.id = Objects.requireNonNull(id, "id");
    this.userId = Objects.requireNonNull(userId, "userId");
    this.resourceType = Objects.requireNonNull(type, "type");
    this.resourceId = Objects.requireNonNull(resourceId, "resourceId");
    this.createdAt = at;
    this.version = 1;
  }

  public String id() {
    return id;
  }

  public String userId() {
    return userId;
  }

  public ResourceType resourceType() {
    return resourceType;
  }

  public String resourceId() {
    return resourceId;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public long version() {
    return version;
  }
}
