package iot.smarthome.apigateway.routing.entity;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All routes; of those that fit a path the most specific one counts. */
public final class RouteTable {

  private final List<Route> routes;

  public RouteTable(Collection<Route> routes) {
    this.routes =
        routes.stream()
            .sorted(
                Comparator.comparingInt(Route::specificity).reversed().thenComparing(Route::name))
            .toList();
  }

  public int size() {
    return routes.size();
  }

  /**
   * @param path percent-encoded, after the public base
   * @return the address to pass the request to; nothing for a path without a route and for one that
   *     tries to leave its service by dot segments or encoded slashes
   */
  public Optional<String> address(String path) {
    if (leavesItsService(path)) {
      return Optional.empty();
    }
    return routes.stream().flatMap(route -> route.address(path).stream()).findFirst();
  }

  private static boolean leavesItsService(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    if (lower.contains("%2f")
        || lower.contains("%5c")
        || lower.contains("\\")
        || lower.contains(";")) {
      return true;
    }
    for (String segment : lower.replace("%2e", ".").split("/", -1)) {
      if (".".equals(segment) || "..".equals(segment)) {
        return true;
      }
    }
    return false;
  }
}
