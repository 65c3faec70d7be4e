package iot.smarthome.rest.paging;

import iot.smarthome.rest.PublicPaths;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** RFC 8288 links of a page. */
public final class Links {

  private Links() {}

  /**
   * The {@code Link} header that leads to the next page: the request's own parameters with the new
   * cursor.
   *
   * @param path below the public base, e.g. {@code devices}
   */
  public static String next(String path, MultivaluedMap<String, String> query, String cursor) {
    StringBuilder uri = new StringBuilder(PublicPaths.path(path)).append('?');
    for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
      if (!parameter.getKey().equals("cursor")) {
        for (String value : parameter.getValue()) {
          uri.append(encode(parameter.getKey())).append('=').append(encode(value)).append('&');
        }
      }
    }
    return "<" + uri.append("cursor=").append(encode(cursor)) + ">; rel=\"next\"";
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
