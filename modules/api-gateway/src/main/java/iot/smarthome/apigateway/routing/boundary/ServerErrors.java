package iot.smarthome.apigateway.routing.boundary;

import iot.smarthome.apigateway.routing.control.Failure;
import iot.smarthome.apigateway.routing.control.HeaderRules;
import iot.smarthome.apigateway.routing.entity.MalformedAddressException;
import iot.smarthome.apigateway.routing.entity.PublicPath;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;

/**
 * Says as a problem document what the server would say as a page: what it refuses before {@link
 * RoutingServlet} sees it, and what breaks off there. {@code web.xml} sends it here.
 */
@WebServlet(urlPatterns = ServerErrors.PATH, asyncSupported = true)
public class ServerErrors extends HttpServlet {

  static final String PATH = "/server-errors";
  private static final long serialVersionUID = 1L;

  private transient Answers answers;

  @Override
  public void init() throws ServletException {
    try {
      answers = new Answers();
    } catch (IOException e) {
      throw new ServletException(e);
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HeaderRules.ofAnswers(false).forEach(response::setHeader);
    answers.problem(request, response, failure(request));
  }

  /** The server tells nobody what it does not like; most often it is what we do not like either. */
  private static Failure malformed(String path) {
    try {
      PublicPath.of(path);
    } catch (MalformedAddressException e) {
      return Failure.malformed(e);
    }
    return path.indexOf('%') < 0
        ? Failure.refused(400)
        : Failure.malformed(
            new MalformedAddressException(
                "(path)",
                "has an escape that stands for a part of an address, such as %23 or %2E",
                "leave it out: no name has a #, and a dot is written as it is"));
  }

  private Failure failure(HttpServletRequest request) {
    if (request.getDispatcherType() != DispatcherType.ERROR) {
      return Failure.UNKNOWN_ROUTE;
    }
    int status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    if (status == 404) {
      return Failure.UNKNOWN_ROUTE;
    }
    if (status == 400) {
      return malformed(String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)));
    }
    if (status > 400 && status < 500) {
      return Failure.refused(status);
    }
    String reference = UUID.randomUUID().toString();
    log(
        "Request failed, reference " + reference,
        (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
    return Failure.ours(reference);
  }
}
