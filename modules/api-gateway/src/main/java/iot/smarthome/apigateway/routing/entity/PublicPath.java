package iot.smarthome.apigateway.routing.entity;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A path in the one form in which it is routed and decided about: what two readers could read
 * differently does not get in.
 */
public final class PublicPath {

  private PublicPath() {}

  /**
   * @param path as the caller sent it
   * @return every segment decoded and encoded again, empty segments left out; nothing for a path
   *     with dot segments, encoded slashes, path parameters, control characters or broken escapes
   */
  public static Optional<String> of(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty()) {
        continue;
      }
      String plain;
      try {
        // plus is plus in a path
        plain = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
      if (plain.equals(".")
          || plain.equals("..")
          || plain.chars().anyMatch(c -> c < ' ' || c == 127 || c == '/' || c == '\\' || c == ';')
          || plain.indexOf('\uFFFD') >= 0) {
        return Optional.empty();
      }
      segments.add(URLEncoder.encode(plain, StandardCharsets.UTF_8).replace("+", "%20"));
    }
    return Optional.of("/" + String.join("/", segments));
  }
}
