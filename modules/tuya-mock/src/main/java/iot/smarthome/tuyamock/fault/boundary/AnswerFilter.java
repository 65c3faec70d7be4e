package iot.smarthome.tuyamock.fault.boundary;

import iot.smarthome.tuyamock.fault.entity.Fault;
import iot.smarthome.tuyamock.fault.entity.FaultKind;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Loses the answers that are to be lost: nothing of them goes out; at once or after a while the
 * connection breaks in the middle of an answer.
 */
@WebFilter(
    urlPatterns = {"/v1.0/*", "/v1.1/*", "/v1.2/*", "/v2.0/*"},
    asyncSupported = true)
public class AnswerFilter extends HttpFilter {

  /** The request's attribute that holds the {@link Fault} of its answer. */
  public static final String FAULT = "smarthome.mock.fault";

  private static final long serialVersionUID = 1L;

  /** More than ever comes, so that the reader knows that it lacks something. */
  private static final int PROMISED = 1_000_000;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(request, new Held(request, response));
    if (!(request.getAttribute(FAULT) instanceof Fault fault)) {
      return;
    }
    if (fault.kind() == FaultKind.BAD_GATEWAY) {
      response.setStatus(HttpServletResponse.SC_BAD_GATEWAY);
      response.setContentType("text/html");
      response.getWriter().write("<html><body><h1>502 Bad Gateway</h1></body></html>");
    } else if (fault.hold().isZero()) {
      breakOff(response);
    } else {
      AsyncContext later = request.startAsync(request, response);
      later.setTimeout(fault.hold().toMillis());
      later.addListener(new BreakOff(response));
    }
  }

  private static void breakOff(HttpServletResponse response) throws IOException {
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType("application/json");
    response.setContentLength(PROMISED);
    response.flushBuffer();
  }

  /** Nobody waits for this thread meanwhile. */
  private record BreakOff(HttpServletResponse response) implements AsyncListener {

    @Override
    public void onTimeout(AsyncEvent event) {
      try {
        breakOff(response);
      } catch (IOException e) {
        // the caller is gone already
        throw new UncheckedIOException(e);
      } finally {
        event.getAsyncContext().complete();
      }
    }

    @Override
    public void onComplete(AsyncEvent event) {
      // nothing to do
    }

    @Override
    public void onError(AsyncEvent event) {
      event.getAsyncContext().complete();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // it is not started twice
    }
  }

  /** Lets nothing through once the answer is to be lost, which is known before it is written. */
  private static final class Held extends HttpServletResponseWrapper {

    private final HttpServletRequest request;

    private Held(HttpServletRequest request, HttpServletResponse response) {
      super(response);
      this.request = request;
    }

    private boolean isLost() {
      return request.getAttribute(FAULT) != null;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
      return isLost() ? new Nowhere() : super.getOutputStream();
    }

    @Override
    public void setStatus(int status) {
      if (!isLost()) {
        super.setStatus(status);
      }
    }

    @Override
    public void setContentLength(int length) {
      if (!isLost()) {
        super.setContentLength(length);
      }
    }

    @Override
    public void setHeader(String name, String value) {
      if (!isLost()) {
        super.setHeader(name, value);
      }
    }

    @Override
    public void addHeader(String name, String value) {
      if (!isLost()) {
        super.addHeader(name, value);
      }
    }

    @Override
    public void flushBuffer() throws IOException {
      if (!isLost()) {
        super.flushBuffer();
      }
    }
  }

  private static final class Nowhere extends ServletOutputStream {

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("Nobody writes here without blocking");
    }

    @Override
    public void write(int b) {
      // lost
    }
  }
}
