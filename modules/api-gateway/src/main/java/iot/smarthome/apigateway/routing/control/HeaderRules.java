package iot.smarthome.apigateway.routing.control;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which headers go through, and which every answer has. */
public final class HeaderRules {

  /** What browsers must be told of an API: data, never a page. */
  private static final Map<String, String> API =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Cross-Origin-Resource-Policy", "same-site",
          "Permissions-Policy", "camera=(), geolocation=(), microphone=()");

  // pages that bring their own scripts and styles
  private static final Map<String, String> PAGES =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Content-Security-Policy",
              "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline';"
                  + " script-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none';"
                  + " frame-ancestors 'none'",
          "Permissions-Policy", "camera=(), geolocation=(), microphone=()");

  // by these, somebody between us and a service says who calls: only we are, and we say it
  // otherwise
  private static final List<String> CLAIMED =
      List.of(
          "x-smarthome-",
          "x-forwarded",
          "forwarded",
          "x-real-ip",
          "x-client-ip",
          "true-client-ip",
          "x-user",
          "x-auth",
          "x-remote-",
          "remote-",
          "x-consumer-",
          "x-credential-",
          "x-client-cert",
          "ssl-client",
          "x-ssl-",
          "x-original-",
          "x-rewrite-",
          "x-http-method",
          "x-method-override",
          "$ws",
          "proxy-",
          "via");

  private static final Set<String> NOT_FROM_SERVICES =
      Set.of("server", "x-powered-by", "$wsep", "x-smarthome-gateway");

  private HeaderRules() {}

  /**
   * @param page whether the answer is a page for people
   */
  public static Map<String, String> ofAnswers(boolean page) {
    return page ? PAGES : API;
  }

  /** Whether a header of a request is taken away before it goes on. */
  public static boolean isClaimed(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return CLAIMED.stream().anyMatch(lower::startsWith);
  }

  /** Whether a header of a service's answer goes to the caller. */
  public static boolean isPassedBack(String name) {
    return !NOT_FROM_SERVICES.contains(name.toLowerCase(Locale.ROOT));
  }
}
