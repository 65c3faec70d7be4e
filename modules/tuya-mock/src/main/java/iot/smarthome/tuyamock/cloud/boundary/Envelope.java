package iot.smarthome.tuyamock.cloud.boundary;

import static iot.smarthome.tuyamock.cloud.control.JsonText.JSON;

import iot.smarthome.tuyamock.cloud.control.CloudClock;
import iot.smarthome.tuyamock.cloud.control.CloudError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Tuya's form of an answer: HTTP 200, whatever it says. */
@ApplicationScoped
public class Envelope {

  @Inject CloudClock clock;

  Response of(JsonValue result) {
    return answer(JSON.createObjectBuilder().add("result", result).add("success", true));
  }

  /** Of what went well and has no more to say. */
  Response done() {
    return of(JsonValue.TRUE);
  }

  Response of(CloudError error) {
    return answer(
        JSON.createObjectBuilder()
            .add("code", error.code())
            .add("msg", error.getMessage())
            .add("success", false));
  }

  private Response answer(JsonObjectBuilder body) {
    return Response.ok(
            body.add("t", clock.millis())
                .add("tid", UUID.randomUUID().toString().replace("-", ""))
                .build()
                .toString(),
            MediaType.APPLICATION_JSON_TYPE)
        .build();
  }
}
