package iot.smarthome.user.authorization.entity;

import java.util.Set;

/**
 * Who asks: a user of the directory, or somebody who has a login and nothing else.
 *
 * @param id of the user
 * @param subject by which the identity provider knows him
 * @param roles {@code administrator}, {@code engineer}, {@code end-user}
 * @param groups ids of the user groups he is in
 */
public record Person(
    String id, String subject, Set<String> roles, Set<String> groups, boolean known) {

  public static final String ADMINISTRATOR = "administrator";
  public static final String ENGINEER = "engineer";
  public static final String END_USER = "end-user";

  /** All roles there are. */
  public static final Set<String> ROLES = Set.of(ADMINISTRATOR, ENGINEER, END_USER);

  /** The group of those who administrate everything. */
  public static final String PLATFORM_GROUP = "platform";

  public Person {
    roles = Set.copyOf(roles);
    groups = Set.copyOf(groups);
  }

  /** Somebody with a login whom the directory does not know; no user's id looks like his. */
  public static Person stranger(String subject) {
    return new Person("stranger:" + subject, subject, Set.of(), Set.of(), false);
  }

  public EntityRef ref() {
    return new EntityRef("User", id);
  }
}
