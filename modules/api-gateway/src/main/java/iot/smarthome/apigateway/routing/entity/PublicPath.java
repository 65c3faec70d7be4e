package iot.smarthome.apigateway.routing.entity;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A path in the one form in which it is routed and decided about: what two readers could read
 * differently does not get in.
 */
public final class PublicPath {

  private static final String PATH = "(path)";

  private PublicPath() {}

  /**
   * @param path as the caller sent it
   * @return every segment decoded and encoded again, empty segments left out
   * @throws MalformedAddressException for a path with dot segments, encoded slashes, path
   *     parameters, control characters or broken escapes
   */
  public static String of(String path) throws MalformedAddressException {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(URLEncoder.encode(plain(segment), StandardCharsets.UTF_8).replace("+", "%20"));
      }
    }
    return "/" + String.join("/", segments);
  }

  private static String plain(String segment) throws MalformedAddressException {
    String plain = Escapes.decode(PATH, segment);
    if (plain.equals(".") || plain.equals("..")) {
      throw new MalformedAddressException(
          PATH,
          "has the segment " + plain,
          "write the path that is meant, without segments of dots");
    }
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c < ' ' || c == 127 || c == '/' || c == '\\' || c == ';') {
        throw new MalformedAddressException(
            PATH,
            "has the character U+%04X in a segment".formatted((int) c),
            "leave it out: no name has slashes, backslashes, semicolons or control characters");
      }
    }
    return plain;
  }
}
