package iot.smarthome.user.directory.entity;

import jakarta.nosql.Column;
import jakarta.nosql.Convert;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Somebody who uses the platform, linked to the identity provider's subject. Every change raises
 * the version by one; said again what is so already, nothing changes.
 */
@Entity("users")
public class User {

  @Id private String id;
  @Column private String subject;
  @Column private String name;
  @Column private String language;
  @Column private List<String> roles;
  @Column private List<String> groups;
  @Column private String email;
  @Column private String phone;
  @Column private Channels channels;

  @Column
  @Convert(InstantAsDate.class)
  private Instant createdAt;

  @Column
  @Convert(InstantAsDate.class)
  private Instant updatedAt;

  @Column private long version;

  /** For the mapping. */
  protected User() {}

  /** Somebody new. */
  public User(String id, Profile profile, Instant at) {
    this.id = Objects.requireNonNull(id, "id");
    set(profile);
    this.createdAt = at;
    this.updatedAt = at;
    this.version = 1;
  }

  /** Describes the user anew; nothing changes when it is so already. */
  public void describe(Profile profile, Instant at) {
    if (!profile.equals(profile())) {
      set(profile);
      touch(at);
    }
  }

  /** A new version that says the same, which no change under way has seen. */
  public void touch(Instant at) {
    updatedAt = at;
    version++;
  }

  private void set(Profile profile) {
    subject = profile.subject();
    name = profile.name();
    language = profile.language();
    roles = profile.roles().stream().map(Role::word).toList();
    groups = List.copyOf(profile.groups());
    email = profile.email();
    phone = profile.phone();
    channels = profile.channels();
  }

  public Profile profile() {
    return new Profile(
        subject,
        name,
        language,
        roles(),
        new TreeSet<>(groups == null ? List.of() : groups),
        email,
        phone,
        channels);
  }

  /** Whether he administrates everything: an administrator in the group {@code platform}. */
  public boolean isPlatformAdministrator() {
    return roles().contains(Role.ADMINISTRATOR)
        && groups != null
        && groups.contains(UserGroup.PLATFORM);
  }

  public Set<Role> roles() {
    Set<Role> known = EnumSet.noneOf(Role.class);
    if (roles != null) {
      roles.forEach(word -> Role.of(word).ifPresent(known::add));
    }
    return known;
  }

  public String id() {
    return id;
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
