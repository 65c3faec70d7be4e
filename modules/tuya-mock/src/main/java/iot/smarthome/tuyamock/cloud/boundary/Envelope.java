package iot.smarthome.tuyamock.cloud.boundary;

import iot.smarthome.tuyamock.cloud.control.CloudError;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Tuya's form of an answer: HTTP 200, whatever it says. */
final class Envelope {

  private Envelope() {}

  static Response of(JsonValue result) {
    return answer(Json.createObjectBuilder().add("result", result).add("success", true));
  }

  static Response of(CloudError error) {
    return answer(
        Json.createObjectBuilder()
            .add("code", error.code())
            .add("msg", error.getMessage())
            .add("success", false));
  }

  private static Response answer(JsonObjectBuilder body) {
    return Response.ok(
            body.add("t", System.currentTimeMillis())
                .add("tid", UUID.randomUUID().toString().replace("-", ""))
                .build()
                .toString(),
            MediaType.APPLICATION_JSON_TYPE)
        .build();
  }
}
