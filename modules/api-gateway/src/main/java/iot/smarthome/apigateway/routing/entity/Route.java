package iot.smarthome.apigateway.routing.entity;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A public path and the address that serves it and everything below it. A segment {@code {x}} of
 * the path stands for any one segment, and the address may use it again.
 */
public final class Route {

  private final String name;
  private final List<String> pattern;
  private final String target;

  private Route(String name, List<String> pattern, String target) {
    this.name = name;
    this.pattern = pattern;
    this.target = target;
  }

  /**
   * @param definition {@code /public/{id}/path -> http://host:port/service/path/{id}}
   * @throws IllegalArgumentException saying what is wrong with the definition
   */
  public static Route parse(String name, String definition) {
    int arrow = definition.indexOf("->");
    if (arrow < 0) {
      throw new IllegalArgumentException(
          "Route "
              + name
              + " must read '/path -> http://host:port/path', not '"
              + definition
              + "'");
    }
    String path = definition.substring(0, arrow).trim();
    String target = definition.substring(arrow + 2).trim();
    List<String> pattern = segments(path);
    if (!path.startsWith("/") || pattern.isEmpty()) {
      throw new IllegalArgumentException("Route " + name + " needs a path such as /devices");
    }
    String sample = target;
    for (String segment : pattern) {
      if (isVariable(segment)) {
        sample = sample.replace(segment, "x");
      }
    }
    URI uri;
    try {
      uri = URI.create(sample);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Route " + name + " has no valid address: " + target, e);
    }
    if (uri.getHost() == null
        || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
      throw new IllegalArgumentException("Route " + name + " has no http address: " + target);
    }
    return new Route(name, pattern, target);
  }

  public String name() {
    return name;
  }

  /**
   * @param path as the client sent it, still percent-encoded, from the first segment after the
   *     public base
   * @return the address for this path, or nothing if the path is not below this route
   */
  public Optional<String> address(String path) {
    List<String> segments = segments(path);
    if (segments.size() < pattern.size()) {
      return Optional.empty();
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < pattern.size(); i++) {
      String expected = pattern.get(i);
      if (isVariable(expected)) {
        variables.put(expected, segments.get(i));
      } else if (!expected.equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    StringBuilder address = new StringBuilder(target);
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      int at = address.indexOf(variable.getKey());
      if (at >= 0) {
        address.replace(at, at + variable.getKey().length(), variable.getValue());
      }
    }
    segments.subList(pattern.size(), segments.size()).forEach(s -> address.append('/').append(s));
    return Optional.of(address.toString());
  }

  /** More segments are more specific; of equally many, fewer variables. */
  int specificity() {
    int variables = (int) pattern.stream().filter(Route::isVariable).count();
    return pattern.size() * 100 - variables;
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(segment);
      }
    }
    return segments;
  }
}
