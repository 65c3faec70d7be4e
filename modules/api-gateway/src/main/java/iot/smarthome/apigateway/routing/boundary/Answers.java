package iot.smarthome.apigateway.routing.boundary;

import iot.smarthome.apigateway.routing.control.Failure;
import iot.smarthome.apigateway.routing.entity.MalformedAddressException;
import iot.smarthome.apigateway.routing.entity.PublicPath;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What the gateway says itself. */
final class Answers {

  private static final Logger LOG = Logger.getLogger(Answers.class.getName());
  private static final int LONGEST_INSTANCE = 2048;

  private final byte[] loginPage;

  Answers() throws IOException {
    try (InputStream page = Answers.class.getResourceAsStream("/login.html")) {
      if (page == null) {
        throw new IOException("login.html is missing in the archive");
      }
      loginPage = page.readAllBytes();
    }
  }

  void problem(HttpServletRequest request, HttpServletResponse response, Failure failure)
      throws IOException {
    JsonObjectBuilder problem =
        Json.createObjectBuilder()
            .add("type", "urn:problem:smarthome:api-gateway:" + failure.kebab())
            .add("title", failure.title())
            .add("status", failure.status())
            .add("detail", failure.detail());
    instance(request).ifPresent(path -> problem.add("instance", path));
    failure.more().forEach(problem::add);
    response.setStatus(failure.status());
    failure.headers().forEach(response::setHeader);
    response.setHeader("Cache-Control", "no-store");
    if (failure.retryAfterSeconds() > 0) {
      response.setIntHeader("Retry-After", failure.retryAfterSeconds());
    }
    write(response, "application/problem+json", problem.build().toString());
  }

  /** Nothing for what is no URI, or no end of one. */
  private static Optional<String> instance(HttpServletRequest request) {
    Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String path = failed == null ? request.getRequestURI() : failed.toString();
    if (path.length() > LONGEST_INSTANCE) {
      return Optional.empty();
    }
    try {
      PublicPath.of(path);
      return Optional.of(path);
    } catch (MalformedAddressException e) {
      LOG.log(Level.FINE, "A problem of a path that is none", e);
      return Optional.empty();
    }
  }

  void discovery(HttpServletResponse response, String document) throws IOException {
    response.setHeader("Cache-Control", "max-age=60");
    write(response, "application/json", document);
  }

  void loginPage(HttpServletResponse response) throws IOException {
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("text/html;charset=utf-8");
    response.setContentLength(loginPage.length);
    response.getOutputStream().write(loginPage);
  }

  private static void write(HttpServletResponse response, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    response.setContentType(type);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
