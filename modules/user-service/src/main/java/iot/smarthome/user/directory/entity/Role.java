package iot.smarthome.user.directory.entity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What kind of work somebody does here; what he may do in it, policies say. */
public enum Role {
  ADMINISTRATOR,
  ENGINEER,
  END_USER;

  /** As people, policies and events write it: {@code end-user}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }

  /** All words there are. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Role::word).toList();
  }
}
