package iot.smarthome.tuyamock.cloud.boundary;

import iot.smarthome.tuyamock.cloud.control.CloudError;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** How callers ask for parts of lists. */
final class Paging {

  private Paging() {}

  /**
   * @param size null for the usual
   * @throws CloudError 1101 for less than one or more than the most
   */
  static int size(Integer size, int usual, int most) {
    if (size == null) {
      return usual;
    }
    if (size < 1 || size > most) {
      throw new CloudError(1101, "params range invalid");
    }
    return size;
  }

  /**
   * A list joined by commas.
   *
   * @throws CloudError 1101 for more than the most
   */
  static Set<String> list(String joined, int most) {
    if (joined == null || joined.isBlank()) {
      return Set.of();
    }
    Set<String> items = new LinkedHashSet<>(Arrays.asList(joined.split(",")));
    if (items.size() > most) {
      throw new CloudError(1101, "params range invalid");
    }
    return items;
  }
}
