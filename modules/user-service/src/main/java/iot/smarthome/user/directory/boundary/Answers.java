package iot.smarthome.user.directory.boundary;

import iot.smarthome.rest.PublicPaths;
import iot.smarthome.rest.paging.Limits;
import iot.smarthome.rest.paging.Links;
import iot.smarthome.rest.precondition.Preconditions;
import iot.smarthome.rest.problem.Problem;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.user.directory.control.DirectoryProblems;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.LongConsumer;

/** How all resources of the directory answer. */
final class Answers {

  private Answers() {}

  static Response created(String plural, String id, long version, Object body) {
    // a string, because a URI would be made absolute against our own address
    return Response.status(Response.Status.CREATED)
        .header(HttpHeaders.LOCATION, PublicPaths.path(plural, id))
        .tag(Preconditions.tag(version))
        .entity(body)
        .build();
  }

  static Response found(long version, Object body) {
    return Response.ok(body).tag(Preconditions.tag(version)).build();
  }

  static Response page(Object page, String nextCursor, UriInfo uri) {
    Response.ResponseBuilder response = Response.ok(page);
    if (nextCursor != null) {
      // the server's begins with a slash, the public base ends with one
      String path = uri.getPath().replaceFirst("^/", "");
      response.header(HttpHeaders.LINK, Links.next(path, uri.getQueryParameters(), nextCursor));
    }
    return response.build();
  }

  /** As a text, because JAX-RS answers 404 to a query parameter of the wrong type. */
  static int limit(String limit) {
    try {
      return Limits.of(DirectoryProblems.SERVICE, limit == null ? null : Integer.valueOf(limit));
    } catch (NumberFormatException e) {
      return Limits.of(DirectoryProblems.SERVICE, 0);
    }
  }

  static LongConsumer matching(String ifMatch) {
    return version -> Preconditions.requireMatch(DirectoryProblems.SERVICE, ifMatch, version);
  }

  static ProblemException invalid(String parameter, String message, String mend) {
    return Problem.of(DirectoryProblems.SERVICE, "invalid-input", 400, "Invalid input")
        .violation(parameter, message, mend)
        .toException();
  }
}
