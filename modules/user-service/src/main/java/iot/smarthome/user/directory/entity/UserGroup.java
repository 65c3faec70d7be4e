package iot.smarthome.user.directory.entity;

import jakarta.nosql.Column;
import jakarta.nosql.Convert;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;
import java.time.Instant;
import java.util.Objects;

/**
 * A group of users, named by a code that other services keep, so it never changes. Who is in it,
 * the users know.
 *
 * <p>What is left of a removed group stays for good: a group that is made again under the code goes
 * on from the version after the removal, or whoever follows our events would take it for older than
 * the removal.
 */
@Entity("groups")
public class UserGroup {

  /** The code of the group of those who administrate everything. */
  public static final String PLATFORM = "platform";

  @Id private String id;
  @Column private String name;

  @Column
  @Convert(InstantAsDate.class)
  private Instant createdAt;

  @Column
  @Convert(InstantAsDate.class)
  private Instant updatedAt;

  @Column
  @Convert(InstantAsDate.class)
  private Instant removedAt;

  @Column private long version;

  /** For the mapping. */
  protected UserGroup() {}

  /** A new group. */
  public UserGroup(String id, String name, Instant at) {
    this.id = Objects.requireNonNull(id, "id");
    this.name = Objects.requireNonNull(name, "name");
    this.createdAt = at;
    this.updatedAt = at;
    this.version = 1;
  }

  /** Names the group anew; nothing changes when it is called so already. */
  public void rename(String newName, Instant at) {
    Objects.requireNonNull(newName, "newName");
    if (!newName.equals(name)) {
      name = newName;
      changed(at);
    }
  }

  public void remove(Instant at) {
    removedAt = at;
    changed(at);
  }

  /** The group is back, after its removal was taken back. */
  public void revive(Instant at) {
    removedAt = null;
    changed(at);
  }

  /** Another group under the code of one that was removed. */
  public void renew(String newName, Instant at) {
    revive(at);
    name = Objects.requireNonNull(newName, "newName");
    createdAt = at;
  }

  private void changed(Instant at) {
    updatedAt = at;
    version++;
  }

  public boolean isRemoved() {
    return removedAt != null;
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant updatedAt() {
    return updatedAt;
  }

  public long version() {
    return version;
  }
}
