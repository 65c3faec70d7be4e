package iot.smarthome.rest.identity;

import iot.smarthome.rest.problem.Problem;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The door of every service that has this library: nobody comes in around the gateway, and nobody
 * without a token. It stands before all servlets, so that no resource can forget it.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class EntryFilter implements Filter {

  static final String GATEWAY_HEADER = "X-Smarthome-Gateway";

  private String service;
  private EntrySettings settings;

  @Override
  public void init(FilterConfig filter) {
    Config config = ConfigProvider.getConfig();
    service = config.getOptionalValue("smarthome.service.name", String.class).orElse("platform");
    settings = EntrySettings.from(config);
  }

  void init(String serviceName, EntrySettings given) {
    service = serviceName;
    settings = given;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest call = (HttpServletRequest) request;
    Optional<Problem> refusal = settings.guarded() ? refusal(call) : Optional.empty();
    if (refusal.isPresent()) {
      answer(call, (HttpServletResponse) response, refusal.get());
      return;
    }
    IncomingCall.begin(call.getHeader("Authorization"), call.getHeader("X-Request-Id"));
    try {
      chain.doFilter(request, response);
    } finally {
      IncomingCall.end();
    }
  }

  private Optional<Problem> refusal(HttpServletRequest call) {
    if (settings.gatewaySecret().isPresent()
        && !same(settings.gatewaySecret().get(), call.getHeader(GATEWAY_HEADER))) {
      return Optional.of(
          Problem.of(service, "around-the-gateway", 403, "Not through the gateway")
              .detail("Services answer calls of the gateway only. Use the platform's address."));
    }
    if (!settings.loginRequired()) {
      return Optional.empty();
    }
    Principal principal = call.getUserPrincipal();
    if (!VerifiedToken.isOf(principal)) {
      return Optional.of(
          unauthenticated(
              "A token of the platform's OpenID provider is needed, in the header"
                  + " 'Authorization: Bearer <token>'. Yours is missing, has expired, or is not"
                  + " from there."));
    }
    for (Map.Entry<String, Set<String>> rule : settings.requiredClaims().entrySet()) {
      Optional<String> claim = VerifiedToken.claim(principal, rule.getKey());
      if (claim.isEmpty() || !rule.getValue().contains(claim.get())) {
        return Optional.of(
            unauthenticated(
                "The token's claim "
                    + rule.getKey()
                    + " must be "
                    + String.join(" or ", rule.getValue().stream().sorted().toList())
                    + "."));
      }
    }
    return Optional.empty();
  }

  private Problem unauthenticated(String detail) {
    return Problem.of(service, "unauthenticated", 401, "Not logged in").detail(detail);
  }

  // in a time that tells nothing about how much of it was right
  private static boolean same(String secret, String given) {
    return given != null
        && MessageDigest.isEqual(
            secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static void answer(
      HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE.toString());
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader("Cache-Control", "no-store");
    if (problem.status() == 401) {
      response.setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }
    response.getWriter().write(problem.toText(request.getRequestURI()));
  }
}
