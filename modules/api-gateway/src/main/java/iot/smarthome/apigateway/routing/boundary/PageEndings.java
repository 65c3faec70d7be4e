package iot.smarthome.apigateway.routing.boundary;

import iot.smarthome.apigateway.routing.control.Failure;
import iot.smarthome.apigateway.routing.control.HeaderRules;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Refuses paths that end as pages do. The server takes them for its own, whatever {@link
 * RoutingServlet} is mapped to, looks for the page, and writes a report of each that is missing to
 * its disk.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class PageEndings extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final Pattern PAGE = Pattern.compile("(?i).*\\.(jsp|jspx|jsv|jsw)(/.*)?");

  private transient Answers answers;
  private String loginPath;

  @Override
  public void init() throws ServletException {
    loginPath = ConfigProvider.getConfig().getValue("smarthome.gateway.login-path", String.class);
    try {
      answers = new Answers();
    } catch (IOException e) {
      throw new ServletException(e);
    }
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    // decoded, as the server looks at it
    String path =
        request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    if (PAGE.matcher(path).matches() && !path.equals(loginPath)) {
      HeaderRules.ofAnswers(false).forEach(response::setHeader);
      answers.problem(request, response, Failure.UNKNOWN_ROUTE);
      return;
    }
    chain.doFilter(request, response);
  }
}
