package iot.smarthome.user.directory.entity;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is said of a user.
 *
 * @param subject by which the identity provider knows him, unique among users
 * @param name as people call him
 * @param language BCP 47
 * @param roles may be none
 * @param groups ids of the groups he is in
 * @param email null when not known
 * @param phone E.164, null when not known
 * @param channels by which he wants to be told
 */
public record Profile(
    String subject,
    String name,
    String language,
    Set<Role> roles,
    SortedSet<String> groups,
    String email,
    String phone,
    Channels channels) {

  public Profile {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(channels, "channels");
    roles = roles.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(roles));
    groups = sorted(groups);
  }

  /** Somebody of whom only the necessary is known. */
  public static Profile of(String subject, String name) {
    return new Profile(
        subject, name, "en", Set.of(), sorted(Set.of()), null, null, Channels.DEFAULT);
  }

  public Profile withRoles(Set<Role> others) {
    return new Profile(subject, name, language, others, groups, email, phone, channels);
  }

  public Profile withGroups(Collection<String> others) {
    return new Profile(subject, name, language, roles, sorted(others), email, phone, channels);
  }

  private static SortedSet<String> sorted(Collection<String> groups) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(groups));
  }
}
