package iot.smarthome.rest.paging;

import iot.smarthome.rest.problem.Problem;

/** How many items a page may hold. */
public final class Limits {

  public static final int DEFAULT = 50;
  public static final int MAX = 200;

  private Limits() {}

  /**
   * @param requested the {@code limit} parameter, null for the default
   * @throws iot.smarthome.rest.problem.ProblemException 400 outside 1 to {@value #MAX}
   */
  public static int of(String service, Integer requested) {
    if (requested == null) {
      return DEFAULT;
    }
    if (requested < 1 || requested > MAX) {
      throw Problem.of(service, "invalid-limit", 400, "Invalid limit")
          .violation("limit", "is " + requested, "ask for 1 to " + MAX + " items")
          .toException();
    }
    return requested;
  }
}
