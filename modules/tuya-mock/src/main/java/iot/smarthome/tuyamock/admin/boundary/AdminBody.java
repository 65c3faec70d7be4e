package iot.smarthome.tuyamock.admin.boundary;

import iot.smarthome.rest.body.JsonFields;
import iot.smarthome.rest.problem.Problem;
import iot.smarthome.rest.problem.ProblemException;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** What is common to requests of the administration. */
final class AdminBody {

  static final String SERVICE = "tuya-mock";

  private AdminBody() {}

  /**
   * @return null when it is left out, or is none of these and that is noted as a violation
   */
  static Duration duration(
      JsonFields fields, String name, boolean required, Duration least, Duration most) {
    String text = fields.text(name, required, 20);
    if (text == null) {
      return null;
    }
    try {
      Duration duration = Duration.parse(text);
      if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // told below
    }
    fields.violate(
        name, "is no duration from " + least + " to " + most, "give one as PT0.2S or PT1H");
    return null;
  }

  static ProblemException invalid(String field, String message, String mend) {
    return Problem.of(SERVICE, "invalid-input", 400, "Invalid input")
        .violation(field, message, mend)
        .toException();
  }
}
