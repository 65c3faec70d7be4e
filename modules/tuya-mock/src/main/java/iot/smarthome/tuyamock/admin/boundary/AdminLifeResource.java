package iot.smarthome.tuyamock.admin.boundary;

import static iot.smarthome.tuyamock.cloud.control.JsonText.JSON;

import iot.smarthome.rest.body.JsonFields;
import iot.smarthome.rest.body.StrictJson;
import iot.smarthome.rest.problem.Problem;
import iot.smarthome.tuyamock.cloud.control.Commands;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.life.control.Life;
import iot.smarthome.tuyamock.life.control.Scenarios;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;

/** What happens to devices, and what they do by themselves. */
@Path("admin")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AdminLifeResource {

  private static final Duration SLOWEST = Duration.ofDays(1);
  private static final int MOST_TIMES = 1_000_000;

  @Inject Scenarios scenarios;
  @Inject Life life;
  @Inject Commands commands;

  /** The names of all. */
  @GET
  @Path("scenarios")
  public JsonArray names() {
    return JSON.createArrayBuilder(scenarios.names()).build();
  }

  /** {@code {scenario, bindCode?, times?}}: with that device, or the first bound one that can. */
  @POST
  @Path("scenarios")
  public Response play(InputStream body) {
    JsonFields fields =
        JsonFields.read(AdminBody.SERVICE, body, Set.of("scenario", "bindCode", "times"));
    String scenario = fields.text("scenario", true, 40);
    String bindCode = fields.text("bindCode", false, 128);
    Double times = fields.number("times", false, 1, MOST_TIMES);
    if (scenario != null && !scenarios.names().contains(scenario)) {
      fields.violate(
          "scenario", "is unknown", "use one of " + String.join(", ", scenarios.names()));
    }
    fields.refuseIfInvalid();
    CloudDevice device = null;
    for (int i = 0; i < (times == null ? 1 : times.intValue()); i++) {
      device = play(scenario, bindCode);
    }
    return Response.accepted(AdminDevicesResource.json(device).build()).build();
  }

  private CloudDevice play(String scenario, String bindCode) {
    return scenarios
        .play(scenario, bindCode)
        .orElseThrow(
            () ->
                Problem.of(AdminBody.SERVICE, "no-such-device", 404, "No device for the scenario")
                    .detail("No bound device " + (bindCode == null ? "" : bindCode) + " can.")
                    .toException());
  }

  @GET
  @Path("life")
  public JsonObject pace() {
    Life.Pace pace = life.pace();
    return JSON.createObjectBuilder()
        .add("running", pace.running())
        .add("speed", pace.speed())
        .add("seed", pace.seed())
        .build();
  }

  /** {@code {running, speed?, seed?}}. */
  @PUT
  @Path("life")
  public JsonObject pace(InputStream body) {
    JsonObject request = StrictJson.object(AdminBody.SERVICE, body);
    try {
      life.pace(
          new Life.Pace(
              request.getBoolean("running"),
              request.getInt("speed", life.pace().speed()),
              request.getInt("seed", (int) life.pace().seed())));
    } catch (NullPointerException | ClassCastException | IllegalArgumentException e) {
      throw AdminBody.invalid(
          "(body)", "is no pace", "give running true or false, speed 1 to 3600, seed");
    }
    return pace();
  }

  /** How long devices take to do what they are told: {@code {delay}}, ISO-8601. */
  @PUT
  @Path("commands")
  public JsonObject delay(InputStream body) {
    JsonFields fields = JsonFields.read(AdminBody.SERVICE, body, Set.of("delay"));
    Duration delay = AdminBody.duration(fields, "delay", true, Duration.ZERO, SLOWEST);
    fields.refuseIfInvalid();
    commands.delay(delay);
    return JSON.createObjectBuilder().add("delay", commands.delay().toString()).build();
  }
}
