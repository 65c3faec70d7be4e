package iot.smarthome.rest.problem;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;

/**
 * A problem document (RFC 9457) under construction. The type is {@code
 * urn:problem:smarthome:<service>:<kebab>}; clients branch on the type and never on the words.
 */
public final class Problem {

  public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

  private final String type;
  private final int status;
  private final String title;
  private String detail;
  private Integer retryAfterSeconds;
  private final List<Violation> violations = new ArrayList<>();

  private Problem(String type, int status, String title) {
    this.type = type;
    this.status = status;
    this.title = title;
  }

  /**
   * @param service who says so, e.g. {@code device-service}
   * @param kebab the stable name of the problem, e.g. {@code unknown-room}
   * @param status HTTP status
   */
  public static Problem of(String service, String kebab, int status, String title) {
    return new Problem("urn:problem:smarthome:" + service + ":" + kebab, status, title);
  }

  public Problem detail(String words) {
    this.detail = words;
    return this;
  }

  public Problem violation(String field, String message, String mend) {
    violations.add(new Violation(field, message, mend));
    return this;
  }

  public Problem violations(List<Violation> more) {
    violations.addAll(more);
    return this;
  }

  /** Seconds after which to try again, sent as {@code Retry-After}. */
  public Problem retryAfter(int seconds) {
    this.retryAfterSeconds = seconds;
    return this;
  }

  public int status() {
    return status;
  }

  public String type() {
    return type;
  }

  /** What was said to be wrong with the input so far. */
  public List<Violation> faults() {
    return List.copyOf(violations);
  }

  public ProblemException toException() {
    return new ProblemException(this);
  }

  JsonObject toJson(String instance) {
    JsonObjectBuilder json =
        Json.createObjectBuilder().add("type", type).add("title", title).add("status", status);
    if (detail != null) {
      json.add("detail", detail);
    }
    if (instance != null) {
      json.add("instance", instance);
    }
    if (!violations.isEmpty()) {
      JsonArrayBuilder array = Json.createArrayBuilder();
      for (Violation violation : violations) {
        JsonObjectBuilder item =
            Json.createObjectBuilder()
                .add("field", violation.field())
                .add("message", violation.message());
        if (violation.mend() != null) {
          item.add("mend", violation.mend());
        }
        array.add(item);
      }
      json.add("violations", array);
    }
    return json.build();
  }

  /**
   * The document itself, for an answer that JAX-RS does not write.
   *
   * @param instance the path of the request, or null
   */
  public String toText(String instance) {
    return toJson(instance).toString();
  }

  /**
   * @param instance the path of the request, or null
   */
  public Response toResponse(String instance) {
    Response.ResponseBuilder response =
        Response.status(status).type(MEDIA_TYPE).entity(toJson(instance).toString());
    if (retryAfterSeconds != null) {
      response.header("Retry-After", retryAfterSeconds);
    }
    return response.build();
  }

  String summary() {
    return status + " " + title + (detail == null ? "" : ": " + detail);
  }
}
