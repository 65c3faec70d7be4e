package iot.smarthome.standalone;

import java.util.List;

/** Who can log in at the embedded OpenID provider (oidc.xml holds the same names). */
public final class DemoUsers {

  /** The one whom User Service makes the first administrator. */
  public static final String ADMINISTRATOR = "admin";

  /** Installs devices in the offices. */
  public static final String ENGINEER = "engineer";

  /** Lives in one home. */
  public static final String RESIDENT = "resident";

  static final String GARDEN_MANAGER = "garden-manager";
  static final String GARDEN_ENGINEER = "garden-engineer";
  static final String GARDEN_RESIDENT = "garden-resident";

  /** May log in, and is nobody here. */
  public static final String STRANGER = "stranger";

  public static final List<String> NAMES =
      List.of(
          ADMINISTRATOR,
          ENGINEER,
          RESIDENT,
          GARDEN_MANAGER,
          GARDEN_ENGINEER,
          GARDEN_RESIDENT,
          STRANGER);

  private DemoUsers() {}
}
