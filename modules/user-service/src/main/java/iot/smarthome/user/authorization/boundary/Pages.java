package iot.smarthome.user.authorization.boundary;

import iot.smarthome.rest.paging.Limits;
import iot.smarthome.rest.paging.Links;
import iot.smarthome.user.authorization.control.AuthorizationProblems;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** How pages are asked for and answered. */
final class Pages {

  private Pages() {}

  /** As a text, because JAX-RS answers 404 to a query parameter of the wrong type. */
  static int limit(String limit) {
    try {
      return Limits.of(
          AuthorizationProblems.SERVICE, limit == null ? null : Integer.valueOf(limit));
    } catch (NumberFormatException e) {
      throw (RuntimeException)
          AuthorizationProblems.invalid(
                  "limit", "is no number", "ask for 1 to " + Limits.MAX + " items")
              .initCause(e);
    }
  }

  static Response answer(Object page, String path, String nextCursor, UriInfo uri) {
    Response.ResponseBuilder response = Response.ok(page);
    if (nextCursor != null) {
      response.header(HttpHeaders.LINK, Links.next(path, uri.getQueryParameters(), nextCursor));
    }
    return response.build();
  }
}
