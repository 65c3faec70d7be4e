package iot.smarthome.apigateway.routing.control;

import iot.smarthome.apigateway.routing.entity.OpenRoutes;
import iot.smarthome.apigateway.routing.entity.Route;
import iot.smarthome.apigateway.routing.entity.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;

/** Reads the route table from {@code smarthome.gateway.routes.<name>}. */
public final class RoutesFromConfig {

  static final String PREFIX = "smarthome.gateway.routes.";
  private static final String OPEN = "smarthome.gateway.open.";

  private RoutesFromConfig() {}

  /**
   * @throws IllegalArgumentException when there is no route, or one that cannot be read
   */
  public static RouteTable read(Config config) {
    Set<String> names = new TreeSet<>();
    for (String property : config.getPropertyNames()) {
      if (property.startsWith(PREFIX)) {
        names.add(property.substring(PREFIX.length()));
      }
    }
    List<Route> routes = new ArrayList<>();
    for (String name : names) {
      routes.add(Route.parse(name, config.getValue(PREFIX + name, String.class)));
    }
    if (routes.isEmpty()) {
      throw new IllegalArgumentException("The gateway has no routes: set " + PREFIX + "<name>");
    }
    return new RouteTable(routes);
  }

  /** Reads what needs no login from {@code smarthome.gateway.open.<name>}. */
  public static OpenRoutes readOpen(Config config) {
    Map<String, String> definitions = new TreeMap<>();
    for (String property : config.getPropertyNames()) {
      if (property.startsWith(OPEN)) {
        definitions.put(property.substring(OPEN.length()), config.getValue(property, String.class));
      }
    }
    return new OpenRoutes(definitions);
  }
}
