package iot.smarthome.user.authorization.entity;

import java.util.Objects;

/** May this person do that, there, under these circumstances? */
public record Question(
    Person person, String action, Resource resource, Circumstances circumstances) {

  public Question {
    Objects.requireNonNull(person, "person");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(circumstances, "circumstances");
  }
}
