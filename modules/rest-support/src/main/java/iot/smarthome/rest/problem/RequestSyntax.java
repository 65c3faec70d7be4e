package iot.smarthome.rest.problem;

import iot.smarthome.rest.PublicPaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Looks at what JAX-RS takes for granted before it asks anybody: a query that can be decoded,
 * headers that can be read. It also lets a request through whose {@code Accept} leaves out what we
 * send: a problem is sent to everybody, and whether a success can be sent is known when there is
 * one ({@link Acceptance}).
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class RequestSyntax extends HttpFilter {

  /** The attribute with the {@code Accept} that the caller has sent, when it was widened. */
  static final String ACCEPT = RequestSyntax.class.getName() + ".accept";

  @Serial private static final long serialVersionUID = 1L;
  private static final String HEADER = "Accept";
  private static final String ANYTHING_LAST = "*/*;q=0.001";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Problem problem = faultOf(request);
    if (problem != null) {
      String path = request.getRequestURI().substring(request.getContextPath().length());
      response.setStatus(problem.status());
      response.setContentType(Problem.MEDIA_TYPE.toString());
      response
          .getOutputStream()
          .write(
              problem
                  .toJson(PublicPaths.ofEncoded(path))
                  .toString()
                  .getBytes(StandardCharsets.UTF_8));
      return;
    }
    List<String> accepted = Collections.list(request.getHeaders(HEADER));
    String accept = String.join(",", accepted);
    if (accept.isBlank() || HeaderSyntax.accepts(accept, "*", "*")) {
      chain.doFilter(request, response);
    } else {
      request.setAttribute(ACCEPT, accept);
      chain.doFilter(new Widened(request, accept + "," + ANYTHING_LAST), response);
    }
  }

  private static Problem faultOf(HttpServletRequest request) {
    String query = HeaderSyntax.faultOfQuery(request.getQueryString());
    if (query != null) {
      return Problem.of(ServiceName.current(), "malformed-query", 400, "Malformed query")
          .detail("The query of the request cannot be decoded.")
          .violation("(query)", query, "write each reserved character as %XX of its UTF-8 bytes");
    }
    for (String name : List.of(HEADER, "Accept-Language", "Content-Type")) {
      String fault = HeaderSyntax.fault(name, request.getHeaders(name));
      if (fault != null) {
        return Problem.of(ServiceName.current(), "malformed-header", 400, "Malformed header")
            .detail("A header of the request cannot be read.")
            .violation(name, fault, HeaderSyntax.mend(name));
      }
    }
    return null;
  }

  private static final class Widened extends HttpServletRequestWrapper {
    private final String accept;

    Widened(HttpServletRequest request, String accept) {
      super(request);
      this.accept = accept;
    }

    @Override
    public String getHeader(String name) {
      return HEADER.equalsIgnoreCase(name) ? accept : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return HEADER.equalsIgnoreCase(name)
          ? Collections.enumeration(List.of(accept))
          : super.getHeaders(name);
    }
  }
}
