package iot.smarthome.rest.problem;

import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Comparator;
import java.util.List;
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

  @Override
  public Response toResponse(Throwable thrown) {
    String path = uri == null ? null : uri.getRequestUri().getPath();
    Problem problem = toProblem(thrown);
    Response answer = problem.toResponse(path);
    if (thrown instanceof WebApplicationException web && web.getResponse().hasEntity()) {
      return web.getResponse();
    }
    if (thrown instanceof WebApplicationException web) {
      Object allow = web.getResponse().getHeaders().getFirst("Allow");
      return allow == null ? answer : Response.fromResponse(answer).header("Allow", allow).build();
    }
    return answer;
  }

  static Problem toProblem(Throwable thrown) {
    if (thrown instanceof ProblemException known) {
      return known.problem();
    }
    ProblemException nested = find(thrown, ProblemException.class);
    if (nested != null) {
      return nested.problem();
    }
    ConstraintViolationException invalid = find(thrown, ConstraintViolationException.class);
    if (invalid != null) {
      return invalid(invalid);
    }
    Throwable json = find(thrown, JsonbException.class);
    if (json == null) {
      json = find(thrown, JsonException.class);
    }
    if (json != null) {
      return unreadable(json);
    }
    if (thrown instanceof WebApplicationException web) {
      Response.StatusType status = web.getResponse().getStatusInfo();
      return Problem.of(
          ServiceName.current(),
          kebab(status.getReasonPhrase()),
          status.getStatusCode(),
          status.getReasonPhrase());
    }
    String id = UUID.randomUUID().toString();
    LOG.log(Level.SEVERE, "Request failed, reference " + id, thrown);
    return Problem.of(ServiceName.current(), "internal-error", 500, "Internal error")
        .detail("The request failed by a fault of ours. Reference for support: " + id);
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
