package iot.smarthome.apigateway.routing.boundary;

import iot.smarthome.apigateway.routing.control.Failure;
import iot.smarthome.apigateway.routing.control.RequestId;
import iot.smarthome.apigateway.routing.control.RoutesFromConfig;
import iot.smarthome.apigateway.routing.control.ServiceAbsentException;
import iot.smarthome.apigateway.routing.entity.RouteTable;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebInitParam;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.ee10.proxy.AsyncProxyServlet;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Passes requests to the service that owns the path, without holding a thread while it works.
 * Bodies are read with a blocking stream: Liberty now and then loses the read event of a larger
 * one, and the exchange would end in a timeout.
 */
@WebServlet(
    urlPatterns = "/*",
    asyncSupported = true,
    loadOnStartup = 1,
    // the proxy's own pool: outside Jetty it has no server executor to borrow
    initParams = {
      @WebInitParam(name = "maxThreads", value = "16"),
      @WebInitParam(name = "maxConnections", value = "256"),
      @WebInitParam(name = "idleTimeout", value = "60000")
    })
public class RoutingServlet extends AsyncProxyServlet {

  private static final long serialVersionUID = 1L;
  private static final String REQUEST_ID = RoutingServlet.class.getName() + ".requestId";

  private static final String BODY = RoutingServlet.class.getName() + ".body";

  private transient RouteTable routes;
  private int maxBodyBytes;

  @Override
  public void init() throws ServletException {
    Config config = ConfigProvider.getConfig();
    routes = RoutesFromConfig.read(config);
    maxBodyBytes = config.getValue("smarthome.gateway.max-body-bytes", Integer.class);
    super.init();
    setTimeout(config.getValue("smarthome.gateway.timeout", Duration.class).toMillis());
    getHttpClient()
        .setConnectTimeout(
            config.getValue("smarthome.gateway.connect-timeout", Duration.class).toMillis());
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String id = RequestId.of(request.getHeader(RequestId.HEADER));
    request.setAttribute(REQUEST_ID, id);
    response.setHeader(RequestId.HEADER, id);
    if (request.getContentLengthLong() > maxBodyBytes) {
      // the rest of the body is not wanted, so the connection cannot be used again
      response.setHeader("Connection", "close");
      fail(request, response, Failure.tooLarge(maxBodyBytes));
      return;
    }
    if (hasContent(request)) {
      // read whole before a service is asked: a slow caller costs us a thread, never the service
      byte[] body = request.getInputStream().readNBytes(maxBodyBytes + 1);
      if (body.length > maxBodyBytes) {
        response.setHeader("Connection", "close");
        fail(request, response, Failure.tooLarge(maxBodyBytes));
        return;
      }
      request.setAttribute(BODY, body);
    }
    super.service(request, response);
  }

  @Override
  protected Request.Content proxyRequestContent(
      HttpServletRequest request, HttpServletResponse response, Request onward) {
    return new BytesRequestContent(
        Objects.requireNonNullElse(request.getContentType(), "application/octet-stream"),
        (byte[]) request.getAttribute(BODY));
  }

  @Override
  protected String rewriteTarget(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    Optional<String> address = routes.address(path);
    String query = request.getQueryString();
    return address.map(a -> query == null ? a : a + "?" + query).orElse(null);
  }

  @Override
  protected void onProxyRewriteFailed(HttpServletRequest request, HttpServletResponse response) {
    fail(request, response, Failure.UNKNOWN_ROUTE);
  }

  @Override
  protected void addProxyHeaders(HttpServletRequest request, Request onward) {
    // what a caller claims about proxies before us is not evidence
    onward.headers(
        headers -> {
          headers.remove("Forwarded");
          headers.remove("X-Forwarded-For");
          headers.remove("X-Forwarded-Proto");
          headers.remove("X-Forwarded-Host");
          headers.remove("X-Forwarded-Server");
          headers.put(RequestId.HEADER, (String) request.getAttribute(REQUEST_ID));
        });
    super.addProxyHeaders(request, onward);
  }

  @Override
  protected void onServerResponseHeaders(
      HttpServletRequest request, HttpServletResponse response, Response answer) {
    String type = answer.getHeaders().get("Content-Type");
    if (answer.getStatus() == 404 && type != null && type.startsWith("text/html")) {
      // services answer 404 with a problem; a page comes from a server that lacks the application
      answer.abort(new ServiceAbsentException(request.getRequestURI()));
      return;
    }
    super.onServerResponseHeaders(request, response, answer);
  }

  @Override
  protected String filterServerResponseHeader(
      HttpServletRequest request, Response answer, String name, String value) {
    return RequestId.HEADER.equalsIgnoreCase(name) ? null : value;
  }

  @Override
  protected void onProxyResponseFailure(
      HttpServletRequest request,
      HttpServletResponse response,
      Response answer,
      Throwable failure) {
    log(
        "%s %s (%s): %s"
            .formatted(
                request.getMethod(),
                request.getRequestURI(),
                request.getAttribute(REQUEST_ID),
                failure));
    boolean open = !response.isCommitted();
    if (open) {
      fail(request, response, Failure.of(failure));
    } else {
      // half an answer is out; only a broken connection tells the caller that it is not whole
      sendProxyResponseError(request, response, -1);
      return;
    }
    if (request.isAsyncStarted()) {
      request.getAsyncContext().complete();
    }
  }

  private void fail(HttpServletRequest request, HttpServletResponse response, Failure failure) {
    JsonObject problem =
        Json.createObjectBuilder()
            .add("type", "urn:problem:smarthome:api-gateway:" + failure.kebab())
            .add("title", failure.title())
            .add("status", failure.status())
            .add("detail", failure.detail())
            .add("instance", request.getRequestURI())
            .build();
    byte[] body = problem.toString().getBytes(StandardCharsets.UTF_8);
    String id = (String) request.getAttribute(REQUEST_ID);
    response.resetBuffer();
    response.setStatus(failure.status());
    response.setHeader(RequestId.HEADER, id);
    response.setContentType("application/problem+json");
    response.setContentLength(body.length);
    if (failure.retryAfterSeconds() > 0) {
      response.setIntHeader("Retry-After", failure.retryAfterSeconds());
    }
    try {
      response.getOutputStream().write(body);
    } catch (IOException e) {
      log("The caller of " + request.getRequestURI() + " has gone", e);
    }
  }
}
