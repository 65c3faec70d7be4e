package iot.smarthome.user.authorization.control;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the operation of a call. A literal segment is stronger than a variable one, at the first
 * place where two templates differ.
 *
 * <p>What the services could read otherwise than we do is no operation at all: dot segments, empty
 * segments, matrix parameters, encoded slashes, broken encoding, control characters. So nobody gets
 * a decision about one resource and then reaches another.
 */
public final class RouteTable {

  private static final int MAX_PATH = 2048;
  private static final String HEAD = "HEAD";
  private static final String GET = "GET";

  private final Node root = new Node();

  /**
   * @throws IllegalArgumentException when another route has the same method and form
   */
  public void add(Route route) {
    Node node = root;
    for (String segment : split(route.path())) {
      node =
          isVariable(segment)
              ? node.variable()
              : node.literals.computeIfAbsent(segment, name -> new Node());
    }
    Route other = node.routes.putIfAbsent(route.method(), route);
    if (other != null) {
      throw new IllegalArgumentException(
          "Two operations have the form %s %s: %s of %s and %s of %s"
              .formatted(
                  route.method(),
                  route.path(),
                  other.operationId(),
                  other.service(),
                  route.operationId(),
                  route.service()));
    }
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  private static List<String> split(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.substring(1).split("/", -1)) {
      segments.add(segment);
    }
    if (segments.size() > 1 && segments.get(segments.size() - 1).isEmpty()) {
      segments.remove(segments.size() - 1); // a slash at the end means the same
    }
    return segments;
  }

  /**
   * @param method of HTTP; HEAD is answered by what answers GET
   * @param path as it was sent, percent-encoded, without query
   */
  public Optional<Match> find(String method, String path) {
    List<String> segments = segments(path);
    Node found = segments.isEmpty() ? null : root.find(segments, 0);
    if (found == null) {
      return Optional.empty();
    }
    Route route = found.routes.get(method);
    if (route == null && method.equals(HEAD)) {
      route = found.routes.get(GET);
    }
    return Optional.ofNullable(route).map(known -> new Match(known, parameters(known, segments)));
  }

  /** Decoded; none for a path that is no operation's. */
  private static List<String> segments(String path) {
    if (path == null || !path.startsWith("/") || path.length() > MAX_PATH) {
      return List.of();
    }
    List<String> segments = new ArrayList<>();
    for (String raw : split(path)) {
      Optional<String> segment = decoded(raw);
      if (segment.isEmpty()) {
        return List.of();
      }
      segments.add(segment.get());
    }
    return segments;
  }

  private static Map<String, String> parameters(Route route, List<String> segments) {
    Map<String, String> parameters = new HashMap<>();
    List<String> template = split(route.path());
    for (int i = 0; i < template.size(); i++) {
      String name = template.get(i);
      if (isVariable(name)) {
        parameters.put(name.substring(1, name.length() - 1), segments.get(i));
      }
    }
    return parameters;
  }

  private static Optional<String> decoded(String raw) {
    if (raw.isEmpty() || raw.indexOf(';') >= 0) {
      return Optional.empty();
    }
    byte[] bytes = new byte[raw.length() * 3];
    int length = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
        int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          return Optional.empty();
        }
        bytes[length++] = (byte) (high * 16 + low);
        i += 2;
      } else if (c < 0x80) {
        bytes[length++] = (byte) c;
      } else {
        return Optional.empty(); // a path is ASCII when it is encoded
      }
    }
    String segment;
    try {
      segment =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
    boolean strange =
        segment
                .chars()
                .anyMatch(c -> c == '/' || c == '\\' || c == ';' || Character.isISOControl(c))
            || segment.equals(".")
            || segment.equals("..");
    return strange ? Optional.empty() : Optional.of(segment);
  }

  /** How many operations there are. */
  public int size() {
    return root.size();
  }

  /**
   * @param path as for {@link #find}
   * @return the methods that the path knows, sorted
   */
  public List<String> methods(String path) {
    List<String> segments = segments(path);
    Node found = segments.isEmpty() ? null : root.find(segments, 0);
    if (found == null) {
      return List.of();
    }
    Set<String> methods = new TreeSet<>(found.routes.keySet());
    if (methods.contains(GET)) {
      methods.add(HEAD);
    }
    return List.copyOf(methods);
  }

  /** An operation that was found, and what its path says. */
  public record Match(Route route, Map<String, String> parameters) {}

  private static final class Node {
    private final Map<String, Node> literals = new HashMap<>();
    private final Map<String, Route> routes = new HashMap<>();
    private Node variable;

    private Node variable() {
      if (variable == null) {
        variable = new Node();
      }
      return variable;
    }

    private Node find(List<String> segments, int at) {
      if (at == segments.size()) {
        return routes.isEmpty() ? null : this;
      }
      Node literal = literals.get(segments.get(at));
      Node found = literal == null ? null : literal.find(segments, at + 1);
      return found == null && variable != null ? variable.find(segments, at + 1) : found;
    }

    private int size() {
      return routes.size()
          + literals.values().stream().mapToInt(Node::size).sum()
          + (variable == null ? 0 : variable.size());
    }
  }
}
