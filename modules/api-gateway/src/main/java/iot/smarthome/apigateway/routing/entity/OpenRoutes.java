package iot.smarthome.apigateway.routing.entity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Public paths that need no login: to log in, and to read the contracts. */
public final class OpenRoutes {

  private record Open(Set<String> methods, RouteTable table) {}

  private final List<Open> routes = new ArrayList<>();

  /**
   * @param definitions name to {@code GET,HEAD /public/path -> http://host:port/path}
   */
  public OpenRoutes(Map<String, String> definitions) {
    definitions.forEach(
        (name, definition) -> {
          String text = definition.strip();
          int space = text.indexOf(' ');
          if (space < 1 || text.startsWith("/")) {
            throw new IllegalArgumentException(
                "Open route " + name + " must begin with its methods, such as GET,HEAD");
          }
          routes.add(
              new Open(
                  Set.copyOf(Arrays.asList(text.substring(0, space).split(","))),
                  new RouteTable(List.of(Route.parse(name, text.substring(space + 1))))));
        });
  }

  /** Where an open request goes; nothing when it is not open. */
  public Optional<String> address(String method, String path) {
    return routes.stream()
        .filter(open -> open.methods().contains(method))
        .flatMap(open -> open.table().address(path).stream())
        .findFirst();
  }
}
