package iot.smarthome.rest.precondition;

import iot.smarthome.rest.problem.Problem;
import jakarta.ws.rs.core.EntityTag;

/**
 * Optimistic locking over HTTP (RFC 9110, section 13): the entity tag is the aggregate's version.
 */
public final class Preconditions {

  private Preconditions() {}

  public static EntityTag tag(long version) {
    return new EntityTag(Long.toString(version));
  }

  /**
   * @param ifMatch the request's {@code If-Match} header, may be null
   * @throws iot.smarthome.rest.problem.ProblemException 428 without the header, 412 when no listed
   *     tag is the current one
   */
  public static void requireMatch(String service, String ifMatch, long currentVersion) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw Problem.of(service, "precondition-required", 428, "Precondition required")
          .detail(
              "Read the resource and send its ETag as If-Match, so that no change is overwritten unseen.")
          .violation("If-Match", "is missing", "send the ETag of the state that you changed")
          .toException();
    }
    String current = "\"" + currentVersion + "\"";
    for (String tag : ifMatch.split(",")) {
      if (tag.strip().equals(current) || tag.strip().equals("*")) {
        return;
      }
    }
    throw Problem.of(service, "precondition-failed", 412, "Changed in the meantime")
        .detail("The current ETag is " + current + ".")
        .violation("If-Match", "is not the current ETag", "read again, repeat the change on it")
        .toException();
  }
}
