package iot.smarthome.tuyamock.stream.boundary;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import iot.smarthome.tuyamock.stream.control.Topics;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who may open a connection: by {@code username}, the project's id, and {@code password}, the
 * middle of a digest over id and key. Others get 401, and everybody gets 503 while nobody is let
 * in.
 */
@WebFilter(urlPatterns = "/ws/v2/*", asyncSupported = true)
public class HandshakeFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Inject transient Topics topics;

  @Inject
  @ConfigProperty(name = "smarthome.mock.client-id")
  String clientId;

  @Inject
  @ConfigProperty(name = "smarthome.mock.client-secret")
  transient String secret;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (topics.isRefusing()) {
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    } else if (!clientId.equals(request.getHeader("username"))
        || !password().equals(request.getHeader("password"))
        || !request.getRequestURI().contains("/persistent/" + clientId + "/out/")) {
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    } else {
      chain.doFilter(request, response);
    }
  }

  private String password() {
    return md5(clientId + md5(secret)).substring(8, 24);
  }

  @SuppressFBWarnings(
      value = "WEAK_MESSAGE_DIGEST_MD5",
      justification = "The message service defines its password by MD5")
  private static String md5(String words) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(words.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5", e);
    }
  }
}
