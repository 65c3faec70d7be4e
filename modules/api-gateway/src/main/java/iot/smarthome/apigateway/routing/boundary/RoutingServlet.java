package iot.smarthome.apigateway.routing.boundary;

import iot.smarthome.apigateway.access.control.Admission;
import iot.smarthome.apigateway.access.control.RefusedException;
import iot.smarthome.apigateway.access.entity.Caller;
import iot.smarthome.apigateway.access.entity.Question;
import iot.smarthome.apigateway.access.gateway.ProviderDiscovery;
import iot.smarthome.apigateway.routing.control.BodyLimits;
import iot.smarthome.apigateway.routing.control.Cors;
import iot.smarthome.apigateway.routing.control.Failure;
import iot.smarthome.apigateway.routing.control.HeaderRules;
import iot.smarthome.apigateway.routing.control.JsonBody;
import iot.smarthome.apigateway.routing.control.PageFromServiceException;
import iot.smarthome.apigateway.routing.control.RequestId;
import iot.smarthome.apigateway.routing.control.RoutesFromConfig;
import iot.smarthome.apigateway.routing.control.ServiceAbsentException;
import iot.smarthome.apigateway.routing.control.TraceParent;
import iot.smarthome.apigateway.routing.entity.MalformedAddressException;
import iot.smarthome.apigateway.routing.entity.OpenRoutes;
import iot.smarthome.apigateway.routing.entity.PublicPath;
import iot.smarthome.apigateway.routing.entity.PublicQuery;
import iot.smarthome.apigateway.routing.entity.RouteTable;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.annotation.WebInitParam;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.ee10.proxy.AsyncProxyServlet;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Passes requests to the service that owns the path, once {@link Admission} lets them, without
 * holding a thread while it works. Bodies are read with a blocking stream: Liberty now and then
 * loses the read event of a larger one, and the exchange would end in a timeout.
 */
@WebServlet(
    // the server takes pages of this ending for its own unless they are named
    urlPatterns = {"/*", "/oidc/login.jsp"},
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
  private static final String CALL = RoutingServlet.class.getName() + ".call";
  private static final String SECRET = "X-Smarthome-Gateway";
  private static final List<String> METHODS =
      List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");
  private static final String EVENT_STREAM = "text/event-stream";

  /**
   * What is known of a request, read when it comes in: what goes on after a decision does so on
   * another thread.
   *
   * @param address where it goes, with the query
   * @param page whether it is about pages of the server rather than the API
   */
  private record Call(
      String requestId, String traceParent, String address, boolean page, byte[] body) {}

  private transient RouteTable routes;
  private transient OpenRoutes open;
  private transient Admission admission;
  private transient Cors cors;
  private transient Answers answers;
  private transient ProviderDiscovery provider;
  private transient HttpClient questions;
  private transient ExecutorService writers;
  private String apiBase;
  private String loginPath;
  private String discoveryPath;
  private String secret;
  private transient BodyLimits bodies;
  private int maxPath;
  private int maxQuery;
  private int maxHeaders;
  private Duration timeout;

  @Override
  public void init() throws ServletException {
    Config config = ConfigProvider.getConfig();
    routes = RoutesFromConfig.read(config);
    open = RoutesFromConfig.readOpen(config);
    cors =
        new Cors(
            config.getOptionalValue("smarthome.gateway.cors.origins", String.class).orElse(""));
    apiBase = config.getValue("smarthome.gateway.api-base", String.class);
    loginPath = config.getValue("smarthome.gateway.login-path", String.class);
    discoveryPath = config.getValue("smarthome.gateway.discovery-path", String.class);
    secret = config.getOptionalValue("smarthome.gateway.secret", String.class).orElse("");
    bodies = BodyLimits.from(config);
    maxPath = config.getValue("smarthome.gateway.max-path-length", Integer.class);
    maxQuery = config.getValue("smarthome.gateway.max-query-length", Integer.class);
    maxHeaders = config.getValue("smarthome.gateway.max-headers-length", Integer.class);
    timeout = config.getValue("smarthome.gateway.timeout", Duration.class);
    super.init();
    // what we let in must fit, with the line before it and what we add
    getHttpClient().setMaxRequestHeadersSize(2 * (maxPath + maxQuery + maxHeaders));
    // a body whose type nobody has said stays one
    getHttpClient().setDefaultRequestContentType(null);
    // no end to an answer that keeps coming: a stream of events may last for hours
    setTimeout(0);
    getHttpClient()
        .setConnectTimeout(
            config.getValue("smarthome.gateway.connect-timeout", Duration.class).toMillis());
    try {
      answers = new Answers();
      writers =
          new ThreadPoolExecutor(
              0,
              config.getValue("smarthome.gateway.max-writers", Integer.class),
              1,
              TimeUnit.MINUTES,
              new SynchronousQueue<>(),
              RoutingServlet::writer);
      questions = startQuestions();
      admission = Admission.from(config, questions);
    } catch (Exception e) {
      throw new ServletException("The gateway cannot start: " + e.getMessage(), e);
    }
    provider =
        new ProviderDiscovery(
            questions,
            config.getValue("smarthome.gateway.backend", String.class),
            config.getValue("smarthome.gateway.public-url", String.class));
  }

  /** A client of its own, so that slow services do not keep decisions waiting for a connection. */
  private static HttpClient startQuestions() throws Exception {
    HttpClient client = new HttpClient();
    QueuedThreadPool threads = new QueuedThreadPool(8, 2);
    threads.setName("gateway-questions");
    threads.setDaemon(true);
    client.setExecutor(threads);
    client.setMaxConnectionsPerDestination(64);
    client.setFollowRedirects(false);
    client.setConnectTimeout(1000);
    client.start();
    return client;
  }

  private static Thread writer(Runnable run) {
    Thread thread = new Thread(run, "gateway-writer");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void destroy() {
    try {
      writers.shutdownNow();
      admission.close();
      questions.stop();
    } catch (Exception e) {
      log("The gateway did not stop in order", e);
    }
    super.destroy();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    try {
      begin(request, response);
    } catch (RuntimeException e) {
      if (response.isCommitted()) {
        throw e;
      }
      String reference = UUID.randomUUID().toString();
      log("Request failed, reference " + reference, e);
      fail(request, response, Failure.ours(reference));
      if (request.isAsyncStarted()) {
        request.getAsyncContext().complete();
      }
    }
  }

  /** Said here because the server refuses TRACE by a page for servlets that do not. */
  @Override
  protected void doTrace(HttpServletRequest request, HttpServletResponse response) {
    fail(request, response, Failure.methodNotAllowed("TRACE", METHODS));
  }

  private void begin(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String id = RequestId.of(request.getHeader(RequestId.HEADER));
    response.setHeader(RequestId.HEADER, id);
    String origin = request.getHeader("Origin");
    if (Cors.isPreflight(
        request.getMethod(), origin, request.getHeader("Access-Control-Request-Method"))) {
      cors.preflight(origin).forEach(response::setHeader);
      response.setStatus(204);
      return;
    }
    cors.headers(origin).forEach(response::setHeader);
    HeaderRules.ofAnswers(false).forEach(response::setHeader);
    try {
      String path = path(request);
      if (path.startsWith(apiBase + "/")) {
        api(request, response, path.substring(apiBase.length()), id);
      } else {
        HeaderRules.ofAnswers(true).forEach(response::setHeader);
        openPage(request, response, path, id);
      }
    } catch (MalformedAddressException e) {
      fail(request, response, Failure.malformed(e));
    } catch (RefusedException e) {
      fail(request, response, e.failure());
    }
  }

  /** In its one form; what nobody behind us could read is refused here. */
  private String path(HttpServletRequest request)
      throws MalformedAddressException, RefusedException {
    if (!METHODS.contains(request.getMethod())) {
      throw new RefusedException(Failure.methodNotAllowed(request.getMethod(), METHODS));
    }
    String path = request.getRequestURI().substring(request.getContextPath().length());
    requireShort("(path)", path, maxPath);
    requireShort("(query)", request.getQueryString(), maxQuery);
    int headers = sizeOfHeaders(request);
    if (headers > maxHeaders) {
      throw new RefusedException(Failure.headersTooLarge(headers, maxHeaders));
    }
    PublicQuery.check(request.getQueryString());
    return PublicPath.of(path);
  }

  private static int sizeOfHeaders(HttpServletRequest request) {
    int size = 0;
    for (String name : Collections.list(request.getHeaderNames())) {
      for (String value : Collections.list(request.getHeaders(name))) {
        size += name.length() + value.length();
      }
    }
    return size;
  }

  private static void requireShort(String part, String text, int limit) throws RefusedException {
    if (text != null && text.length() > limit) {
      throw new RefusedException(Failure.tooLong(part, text.length(), limit));
    }
  }

  private void openPage(
      HttpServletRequest request, HttpServletResponse response, String path, String id)
      throws RefusedException, ServletException, IOException {
    admission.countAnonymous(request.getRemoteAddr());
    boolean reads = request.getMethod().equals("GET");
    if (reads && path.equals(loginPath)) {
      answers.loginPage(response);
      return;
    }
    if (reads && path.equals(discoveryPath)) {
      AsyncContext context = request.startAsync();
      provider
          .document(path)
          .whenComplete((document, failure) -> discovered(context, document, failure));
      return;
    }
    String address =
        open.address(request.getMethod(), path)
            .orElseThrow(() -> new RefusedException(Failure.UNKNOWN_ROUTE));
    forward(
        request,
        response,
        new Call(
            id,
            trace(request),
            target(address, request),
            true,
            body(request, response, bodies.usual())));
  }

  private void discovered(AsyncContext context, String document, Throwable failure) {
    HttpServletRequest request = (HttpServletRequest) context.getRequest();
    HttpServletResponse response = (HttpServletResponse) context.getResponse();
    if (failure != null) {
      fail(request, response, Failure.of(failure));
    } else {
      try {
        answers.discovery(response, document);
      } catch (IOException e) {
        log("The caller of " + request.getRequestURI() + " has gone", e);
      }
    }
    context.complete();
  }

  private void api(HttpServletRequest request, HttpServletResponse response, String path, String id)
      throws RefusedException, ServletException, IOException {
    Optional<Caller> caller = Optional.empty();
    if (admission.asksForLogin()) {
      List<String> authorization = Collections.list(request.getHeaders("Authorization"));
      caller =
          Optional.of(
              admission.admit(authorization, request.getQueryString(), request.getRemoteAddr()));
    }
    String address =
        routes.address(path).orElseThrow(() -> new RefusedException(Failure.UNKNOWN_ROUTE));
    byte[] body = body(request, response, bodies.of(request.getContentType()));
    Call call = new Call(id, trace(request), target(address, request), false, body);
    if (caller.isEmpty() || !admission.asksForDecisions()) {
      forward(request, response, call);
      return;
    }
    CompletableFuture<Optional<Failure>> decision =
        admission.check(
            new Question(
                caller.get(),
                bearer(request.getHeader("Authorization")),
                request.getMethod(),
                path,
                request.getQueryString(),
                JsonBody.of(body).orElse(null),
                request.getRemoteAddr(),
                id,
                call.traceParent()));
    if (decision.isDone()) {
      goOn(request, response, call, decision.join());
      return;
    }
    HttpServletRequest waiting = new WaitingRequest(request);
    HttpServletResponse later = (HttpServletResponse) waiting.getAsyncContext().getResponse();
    decision.thenAccept(failure -> decided(waiting, later, call, failure));
  }

  private void decided(
      HttpServletRequest request,
      HttpServletResponse response,
      Call call,
      Optional<Failure> failure) {
    try {
      goOn(request, response, call, failure);
      if (failure.isEmpty()) {
        return; // whoever has the service's answer ends it
      }
    } catch (ServletException | IOException | RuntimeException e) {
      log("%s %s (%s)".formatted(request.getMethod(), call.address(), call.requestId()), e);
      fail(request, response, Failure.of(e));
    }
    request.getAsyncContext().complete();
  }

  private void goOn(
      HttpServletRequest request,
      HttpServletResponse response,
      Call call,
      Optional<Failure> failure)
      throws ServletException, IOException {
    if (failure.isPresent()) {
      fail(request, response, failure.get());
    } else {
      forward(request, response, call);
    }
  }

  private void forward(HttpServletRequest request, HttpServletResponse response, Call call)
      throws ServletException, IOException {
    request.setAttribute(CALL, call);
    super.service(request, response);
  }

  /** In the one way in which every service reads it. */
  private static String bearer(String authorization) {
    return "Bearer " + authorization.strip().substring("Bearer".length()).strip();
  }

  private static String target(String address, HttpServletRequest request) {
    String query = request.getQueryString();
    return query == null ? address : address + "?" + query;
  }

  private static String trace(HttpServletRequest request) {
    return TraceParent.of(request.getHeader(TraceParent.HEADER));
  }

  /** Read whole before a service is asked: a slow caller costs us a thread, never the service. */
  private byte[] body(HttpServletRequest request, HttpServletResponse response, int limit)
      throws RefusedException {
    if (request.getContentLengthLong() <= limit) {
      if (!hasContent(request)) {
        return new byte[0];
      }
      byte[] body = readBody(request, response, limit + 1);
      if (body.length <= limit) {
        return body;
      }
    }
    // the rest of the body is not wanted, so the connection cannot be used again
    response.setHeader("Connection", "close");
    throw new RefusedException(Failure.tooLarge(limit));
  }

  private byte[] readBody(HttpServletRequest request, HttpServletResponse response, int most)
      throws RefusedException {
    try {
      return request.getInputStream().readNBytes(most);
    } catch (IOException e) {
      log("The body of " + request.getRequestURI() + " ended early", e);
      response.setHeader("Connection", "close");
      throw new RefusedException(Failure.incompleteBody());
    }
  }

  /** The body is here before anybody is asked, so nobody need say whether he wants it. */
  @Override
  protected boolean expects100Continue(HttpServletRequest request) {
    return false;
  }

  private static Call call(HttpServletRequest request) {
    return (Call) request.getAttribute(CALL);
  }

  @Override
  protected Request.Content proxyRequestContent(
      HttpServletRequest request, HttpServletResponse response, Request onward) {
    return new BytesRequestContent(request.getContentType(), call(request).body());
  }

  @Override
  protected String rewriteTarget(HttpServletRequest request) {
    return call(request).address();
  }

  @Override
  protected void addProxyHeaders(HttpServletRequest request, Request onward) {
    Call call = call(request);
    onward.headers(
        headers -> {
          // what a caller claims about itself or about proxies before us is not evidence
          List.copyOf(headers.getFieldNamesCollection()).stream()
              .filter(HeaderRules::isClaimed)
              .forEach(headers::remove);
          headers.remove("Expect");
          headers.put(RequestId.HEADER, call.requestId());
          headers.put(TraceParent.HEADER, call.traceParent());
          if (!call.page()) {
            // the token alone says who calls
            headers.remove("Cookie");
            String token = request.getHeader("Authorization");
            if (token != null && admission.asksForLogin()) {
              headers.put("Authorization", bearer(token));
            }
            if (!secret.isEmpty()) {
              headers.put(SECRET, secret);
            }
          }
        });
    super.addProxyHeaders(request, onward);
  }

  @Override
  protected void sendProxyRequest(
      HttpServletRequest request, HttpServletResponse response, Request onward) {
    // a service that says nothing for so long has hung; one that keeps talking has not
    onward.idleTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    super.sendProxyRequest(request, response, onward);
  }

  @Override
  protected void onServerResponseHeaders(
      HttpServletRequest request, HttpServletResponse response, Response answer) {
    String type = answer.getHeaders().get("Content-Type");
    if (answer.getStatus() >= 400
        && type != null
        && type.startsWith("text/html")
        && !call(request).page()) {
      // services answer with a problem; the page of a 404 comes from a server that lacks the
      // application, any other from one that refuses what its application never sees
      answer.abort(
          answer.getStatus() == 404
              ? new ServiceAbsentException(request.getRequestURI())
              : new PageFromServiceException(request.getRequestURI(), answer.getStatus()));
      return;
    }
    super.onServerResponseHeaders(request, response, answer);
  }

  @Override
  protected String filterServerResponseHeader(
      HttpServletRequest request, Response answer, String name, String value) {
    Call call = call(request);
    if (RequestId.HEADER.equalsIgnoreCase(name)
        || !HeaderRules.isPassedBack(name)
        || HeaderRules.ofAnswers(call.page()).containsKey(name)
        || (!call.page() && name.equalsIgnoreCase("Set-Cookie"))) {
      return null;
    }
    return call.page() && name.equalsIgnoreCase("Location") ? provider.location(value) : value;
  }

  /**
   * Writes what comes with a blocking stream, in a thread that is held no longer than that:
   * Liberty's non-blocking one refuses the second part of a larger answer now and then. An answer
   * that fits the server's buffer blocks nobody and needs no such thread.
   */
  @Override
  protected void onResponseContent(
      HttpServletRequest request,
      HttpServletResponse response,
      Response answer,
      byte[] buffer,
      int offset,
      int length,
      Callback callback) {
    boolean event = isEvents(answer);
    Runnable writing =
        () -> {
          try {
            write(response, event, buffer, offset, length);
            callback.succeeded();
          } catch (IOException e) {
            callback.failed(e);
            answer.abort(e);
          }
        };
    if (!event && fits(answer, response.getBufferSize())) {
      writing.run();
      return;
    }
    try {
      writers.execute(writing);
    } catch (RejectedExecutionException e) {
      callback.failed(e);
      answer.abort(e);
    }
  }

  private static boolean isEvents(Response answer) {
    String type = answer.getHeaders().get("Content-Type");
    return type != null && type.startsWith(EVENT_STREAM);
  }

  private static boolean fits(Response answer, int buffer) {
    long length = answer.getHeaders().getLongField("Content-Length");
    return length >= 0 && length <= buffer;
  }

  /** Events are sent on one by one; the server would keep them until its buffer is full. */
  private static void write(
      HttpServletResponse response, boolean event, byte[] buffer, int offset, int length)
      throws IOException {
    ServletOutputStream output = response.getOutputStream();
    if (event && !response.isCommitted()) {
      // the first flush of this server sends nothing but the headers
      response.flushBuffer();
    }
    output.write(buffer, offset, length);
    if (event) {
      output.flush();
    }
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
                request.getMethod(), request.getRequestURI(), call(request).requestId(), failure));
    boolean uncommitted = !response.isCommitted();
    if (uncommitted) {
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
    try {
      response.resetBuffer();
      answers.problem(request, response, failure);
    } catch (IOException e) {
      log("The caller of " + request.getRequestURI() + " has gone", e);
    }
  }
}
