package iot.smarthome.building.structure.entity;

import java.util.Locale;
import java.util.Optional;

/** The levels of the hierarchy, from the top. */
public enum PlaceKind {
  BUILDING,
  FLOOR,
  AREA,
  ROOM;

  /** The kind that lies directly in this one. */
  public Optional<PlaceKind> child() {
    return this == ROOM ? Optional.empty() : Optional.of(values()[ordinal() + 1]);
  }

  /** The kind that this one lies directly in. */
  public Optional<PlaceKind> parent() {
    return this == BUILDING ? Optional.empty() : Optional.of(values()[ordinal() - 1]);
  }

  /** With its article: {@code an area}. */
  public String one() {
    return (this == AREA ? "an " : "a ") + word();
  }

  /** As people and events write it: {@code building}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As paths write many of them: {@code buildings}. */
  public String plural() {
    return word() + "s";
  }
}
