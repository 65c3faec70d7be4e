package iot.smarthome.tuyamock.admin.boundary;

import static iot.smarthome.tuyamock.cloud.control.JsonText.JSON;

import iot.smarthome.rest.problem.Problem;
import iot.smarthome.rest.problem.ProblemException;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.InputStream;

/** What is common to requests of the administration. */
final class AdminBody {

  static final String SERVICE = "tuya-mock";

  private AdminBody() {}

  /**
   * @throws ProblemException 400 when it is no JSON object
   */
  static JsonObject read(InputStream body) {
    try (JsonReader reader = JSON.createReader(body)) {
      return reader.readObject();
    } catch (IllegalStateException | JsonException e) {
      throw invalid("(body)", "is no JSON object", "send an object, in curly brackets");
    }
  }

  static ProblemException invalid(String field, String message, String mend) {
    return Problem.of(SERVICE, "invalid-input", 400, "Invalid input")
        .violation(field, message, mend)
        .toException();
  }
}
