package iot.smarthome.rest.problem;

import iot.smarthome.rest.PublicPaths;
import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns everything that leaves a resource as an exception into a problem document. One mapper,
 * because the causes nest: a container wraps a parse error in a {@link ProcessingException} or a
 * {@link WebApplicationException}, and the innermost one tells the caller what to mend.
 */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = Logger.getLogger(ProblemMapper.class.getName());
  private static final Pattern PROPERTY = Pattern.compile("property '([^']+)'");

  @Context UriInfo uri;
  @Context Request request;
  @Context HttpHeaders headers;

  @Override
  public Response toResponse(Throwable thrown) {
    if (thrown instanceof WebApplicationException web
        && (web.getResponse().hasEntity() || web.getResponse().getStatus() < 400)) {
      return web.getResponse();
    }
    String path = uri == null ? null : PublicPaths.ofEncoded(uri.getPath(false));
    Problem known = known(thrown);
    if (known == null && thrown instanceof WebApplicationException web) {
      return refusal(web.getResponse(), path);
    }
    return (known == null ? fault(thrown) : known).toResponse(path);
  }

  static Problem toProblem(Throwable thrown) {
    Problem known = known(thrown);
    return known == null ? fault(thrown) : known;
  }

  private static Problem known(Throwable thrown) {
    ProblemException ours = find(thrown, ProblemException.class);
    if (ours != null) {
      return ours.problem();
    }
    ConstraintViolationException invalid = find(thrown, ConstraintViolationException.class);
    if (invalid != null) {
      return invalid(invalid);
    }
    Throwable json = find(thrown, JsonbException.class);
    if (json == null) {
      json = find(thrown, JsonException.class);
    }
    return json == null ? null : unreadable(json);
  }

  private static Problem fault(Throwable thrown) {
    String id = UUID.randomUUID().toString();
    LOG.log(Level.SEVERE, "Request failed, reference " + id, thrown);
    return Problem.of(ServiceName.current(), "internal-error", 500, "Internal error")
        .detail("The request failed by a fault of ours. Reference for support: " + id);
  }

  /** What JAX-RS refuses before a resource is called, told so that the caller can mend it. */
  private Response refusal(Response refused, String path) {
    String method = request == null ? "" : request.getMethod();
    Operations here = uri == null ? Operations.of("", Set.of()) : Operations.at(uri.getPath());
    Response.ResponseBuilder response;
    switch (refused.getStatus()) {
      case 404 -> response = Response.fromResponse(notFound(path).toResponse(path));
      case 405 -> {
        String allow = refused.getHeaderString(HttpHeaders.ALLOW);
        String allowed = allow == null ? String.join(", ", here.methods()) : allow;
        response =
            Response.fromResponse(methodNotAllowed(method, allowed).toResponse(path))
                .header(HttpHeaders.ALLOW, allowed);
      }
      case 406 -> {
        String accept = headers == null ? "" : headers.getHeaderString(HttpHeaders.ACCEPT);
        response =
            Response.fromResponse(notAcceptable(accept, here.produced(method)).toResponse(path));
      }
      case 415 -> {
        String type = headers == null ? null : headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        Collection<String> consumed = here.consumed(method);
        response =
            Response.fromResponse(unsupportedMediaType(type, consumed).toResponse(path))
                .header(
                    HttpHeaders.ACCEPT, consumed.isEmpty() ? null : String.join(", ", consumed));
      }
      default -> response = Response.fromResponse(refusal(refused).toResponse(path));
    }
    return response.build();
  }

  private static Problem refusal(Response refused) {
    Response.StatusType status = refused.getStatusInfo();
    return Problem.of(
            ServiceName.current(),
            kebab(status.getReasonPhrase()),
            status.getStatusCode(),
            status.getReasonPhrase())
        .detail("The request was refused before it was looked at; nothing was changed.");
  }

  private static Problem notFound(String path) {
    return Problem.of(ServiceName.current(), "not-found", 404, "Not Found")
        .detail("There is nothing of this path.")
        .violation(
            "(path)",
            String.valueOf(path) + " is not known here",
            "follow Location and Link headers, or take the path from the contract, below /openapi");
  }

  private static Problem methodNotAllowed(String method, String allowed) {
    return Problem.of(ServiceName.current(), "method-not-allowed", 405, "Method Not Allowed")
        .detail(method + " is not allowed here; allowed are " + allowed + ".")
        .violation("(method)", "is " + method, "use one of " + allowed);
  }

  static Problem notAcceptable(String accept, Collection<String> produced) {
    String types = produced.isEmpty() ? "application/json" : String.join(", ", produced);
    return Problem.of(ServiceName.current(), "not-acceptable", 406, "Not Acceptable")
        .detail("What is here can be sent as " + types + ".")
        .violation("Accept", "leaves that out: " + accept, "accept " + types);
  }

  private static Problem unsupportedMediaType(String type, Collection<String> consumed) {
    String types = consumed.isEmpty() ? "application/json" : String.join(" or ", consumed);
    return Problem.of(
            ServiceName.current(), "unsupported-media-type", 415, "Unsupported Media Type")
        .detail("A body is read here as " + types + "; nothing was stored.")
        .violation("Content-Type", type == null ? "is missing" : "is " + type, "send " + types);
  }

  private static Problem invalid(ConstraintViolationException invalid) {
    List<Violation> violations =
        invalid.getConstraintViolations().stream()
            .map(v -> new Violation(field(v), v.getMessage(), mend(v)))
            .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::message))
            .toList();
    return Problem.of(ServiceName.current(), "invalid-input", 400, "Invalid input")
        .detail("The request breaks " + violations.size() + " rule(s); nothing was stored.")
        .violations(violations);
  }

  private static String field(ConstraintViolation<?> violation) {
    // method.argument.field: the caller knows only the field
    String path = violation.getPropertyPath().toString();
    int dots = 0;
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) == '.' && ++dots == 2) {
        return path.substring(i + 1);
      }
    }
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private static String mend(ConstraintViolation<?> violation) {
    Object given = violation.getInvalidValue();
    if (given == null || (given instanceof String s && s.isBlank())) {
      return "give a value";
    }
    return "change the value so that it " + violation.getMessage();
  }

  private static Problem unreadable(Throwable json) {
    Matcher property = PROPERTY.matcher(String.valueOf(json.getMessage()));
    if (property.find()) {
      return Problem.of(ServiceName.current(), "invalid-input", 400, "Invalid input")
          .detail("A field has a value of the wrong type; nothing was stored.")
          .violation(
              property.group(1),
              "has a value of the wrong type, or is not known here",
              "send the type that the OpenAPI contract gives for this field");
    }
    return Problem.of(ServiceName.current(), "malformed-json", 400, "Malformed JSON")
        .detail("The body is not the JSON that is expected here; nothing was stored.")
        .violation("(body)", "cannot be read as JSON", "check brackets, quotes and commas");
  }

  static String kebab(String words) {
    return words.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  private static <T extends Throwable> T find(Throwable thrown, Class<T> type) {
    Throwable at = thrown;
    for (int depth = 0; at != null && depth < 20; depth++, at = at.getCause()) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
    }
    return null;
  }
}
