package iot.smarthome.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;

class ProblemMapperTest {

  private final ProblemMapper mapper = new ProblemMapper();

  public static class Body {
    public int number;
  }

  private static Throwable jsonFault(String json) {
    try {
      JsonbBuilder.create().fromJson(json, Body.class);
      throw new AssertionError("was read: " + json);
    } catch (JsonbException e) {
      return e;
    }
  }

  @Test
  void writesTheWholeProblemAsRfc9457Says() {
    Response response =
        mapper.toResponse(
            Problem.of("device", "unknown-room", 422, "Unknown room")
                .detail("Nothing was stored.")
                .violation("roomId", "no room has this id", "use an id that GET /rooms knows")
                .retryAfter(3)
                .toException());

    assertThat(response.getStatus()).isEqualTo(422);
    assertThat(response.getMediaType()).isEqualTo(Problem.MEDIA_TYPE);
    assertThat(response.getHeaderString("Retry-After")).isEqualTo("3");
    assertThat(response.getEntity())
        .isEqualTo(
            "{\"type\":\"urn:problem:smarthome:device:unknown-room\",\"title\":\"Unknown room\","
                + "\"status\":422,\"detail\":\"Nothing was stored.\",\"violations\":[{\"field\":\"roomId\","
                + "\"message\":\"no room has this id\",\"mend\":\"use an id that GET /rooms knows\"}]}");
  }

  @Test
  void callsMalformedJsonByItsName() {
    Problem problem = ProblemMapper.toProblem(new ProcessingException(jsonFault("{\"number\": ")));
    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.type()).endsWith(":malformed-json");
  }

  @Test
  void namesTheFieldOfAWrongType() {
    Problem problem =
        ProblemMapper.toProblem(new ProcessingException(jsonFault("{\"number\": \"x\"}")));
    assertThat(problem.type()).endsWith(":invalid-input");
    assertThat(problem.toJson(null).getJsonArray("violations").getJsonObject(0).getString("field"))
        .isEqualTo("number");
  }

  @Test
  void keepsStatusAndAllowOfTheContainersOwnErrors() {
    assertThat(mapper.toResponse(new NotFoundException()).getStatus()).isEqualTo(404);
    Response notAllowed = mapper.toResponse(new NotAllowedException("GET"));
    assertThat(notAllowed.getStatus()).isEqualTo(405);
    assertThat(notAllowed.getHeaderString("Allow")).isEqualTo("GET");
    assertThat((String) notAllowed.getEntity())
        .contains("method-not-allowed", "allowed are GET", "use one of GET");
  }

  @Test
  void saysWhatCanBeDoneAboutTheContainersRefusals() {
    assertThat((String) mapper.toResponse(new NotFoundException()).getEntity())
        .contains("is not known here", "\"mend\"");
    assertThat((String) mapper.toResponse(new NotAcceptableException()).getEntity())
        .contains("can be sent as application/json", "\"mend\"");
    assertThat((String) mapper.toResponse(new NotSupportedException()).getEntity())
        .contains("read here as application/json", "\"mend\"");
  }

  @Test
  void hidesAFaultOfOursBehindAReference() {
    Response response = mapper.toResponse(new IllegalStateException("secret words"));
    assertThat(response.getStatus()).isEqualTo(500);
    assertThat((String) response.getEntity()).contains("Reference").doesNotContain("secret");
  }

  @Test
  void stopsReadingABodyAtTheLimit() {
    var bounded = new BodySizeLimit.Bounded(new ByteArrayInputStream(new byte[11]), 10);
    assertThatThrownBy(bounded::readAllBytes)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(413));
  }
}
