package iot.smarthome.apigateway.routing.boundary;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * A request that waits for a decision and goes on in another thread. It is not dispatched anew:
 * Liberty then loses its query, and now and then the request. So it is asynchronous already when
 * the proxy makes it so, which must find it as it would be just then.
 */
final class WaitingRequest extends HttpServletRequestWrapper {

  private final AsyncContext context;
  private final String uri;

  /** Starts to wait, for as long as it takes. */
  WaitingRequest(HttpServletRequest request) {
    super(request);
    // in another thread the server tells the address of whatever it served there before
    uri = request.getRequestURI();
    AsyncContext started = request.startAsync();
    started.setTimeout(0);
    context = new Started(started);
  }

  @Override
  public String getRequestURI() {
    return uri;
  }

  @Override
  public AsyncContext startAsync() {
    return context;
  }

  @Override
  public AsyncContext getAsyncContext() {
    return context;
  }

  /** The context of the server, whose time limit is set: once more would be too late. */
  private record Started(AsyncContext context) implements AsyncContext {
    @Override
    public ServletRequest getRequest() {
      return context.getRequest();
    }

    @Override
    public ServletResponse getResponse() {
      return context.getResponse();
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
      return context.hasOriginalRequestAndResponse();
    }

    @Override
    public void dispatch() {
      context.dispatch();
    }

    @Override
    public void dispatch(String path) {
      context.dispatch(path);
    }

    @Override
    public void dispatch(ServletContext servlets, String path) {
      context.dispatch(servlets, path);
    }

    @Override
    public void complete() {
      context.complete();
    }

    @Override
    public void start(Runnable run) {
      context.start(run);
    }

    @Override
    public void addListener(AsyncListener listener) {
      context.addListener(listener);
    }

    @Override
    public void addListener(
        AsyncListener listener, ServletRequest request, ServletResponse response) {
      context.addListener(listener, request, response);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
      return context.createListener(type);
    }

    @Override
    public void setTimeout(long milliseconds) {
      if (milliseconds != 0) {
        throw new IllegalStateException("Waits for as long as it takes");
      }
    }

    @Override
    public long getTimeout() {
      return 0;
    }
  }
}
