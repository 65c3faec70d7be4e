package iot.smarthome.rest.paging;

import java.util.List;

/**
 * One page of a list.
 *
 * @param items at most {@code limit} of them, in the list's order
 * @param nextCursor where the next page begins, null on the last page
 */
public record Page<T>(List<T> items, String nextCursor) {

  public Page {
    items = List.copyOf(items);
  }
}
