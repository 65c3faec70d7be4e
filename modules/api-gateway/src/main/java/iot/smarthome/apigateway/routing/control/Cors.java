package iot.smarthome.apigateway.routing.control;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which pages of other origins may use the API in a browser. Tokens are sent in a header that a
 * page must know, so credentials of the browser are never allowed.
 */
public final class Cors {

  private static final String EXPOSED =
      "ETag, Link, Location, Retry-After, X-Request-Id, Idempotency-Replayed, WWW-Authenticate";
  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
  private static final String HEADERS =
      "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, X-Request-Id,"
          + " traceparent, Last-Event-ID";
  private static final String SECONDS = "600";

  private final Set<String> origins;

  /**
   * @param origins such as {@code https://console.example.org,http://localhost:5173}, or nothing
   */
  public Cors(String origins) {
    this.origins =
        Arrays.stream(origins.split(","))
            .map(String::strip)
            .filter(origin -> !origin.isEmpty())
            .collect(Collectors.toSet());
    if (this.origins.contains("*")) {
      throw new IllegalArgumentException("smarthome.gateway.cors.origins: name each origin");
    }
  }

  /** Whether a browser asks what it may send. */
  public static boolean isPreflight(String method, String origin, String requestedMethod) {
    return method.equals("OPTIONS") && origin != null && requestedMethod != null;
  }

  /** Headers of an ordinary answer; none for an origin that is not known. */
  public Map<String, String> headers(String origin) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (origin != null && origins.contains(origin)) {
      headers.put("Access-Control-Allow-Origin", origin);
      headers.put("Access-Control-Expose-Headers", EXPOSED);
    }
    if (!origins.isEmpty()) {
      headers.put("Vary", "Origin");
    }
    return headers;
  }

  /** Headers of the answer to a preflight; none that allow anything to an unknown origin. */
  public Map<String, String> preflight(String origin) {
    Map<String, String> headers = headers(origin);
    if (origins.contains(origin)) {
      headers.remove("Access-Control-Expose-Headers");
      headers.put("Access-Control-Allow-Methods", METHODS);
      headers.put("Access-Control-Allow-Headers", HEADERS);
      headers.put("Access-Control-Max-Age", SECONDS);
    }
    return headers;
  }
}
