package iot.smarthome.tuyamock.life.boundary;

import iot.smarthome.rest.body.JsonFields;
import iot.smarthome.rest.problem.Problem;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.tuyamock.cloud.control.CloudError;
import iot.smarthome.tuyamock.cloud.control.Devices;
import iot.smarthome.tuyamock.cloud.control.Stock;
import iot.smarthome.tuyamock.cloud.control.Tokens;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.cloud.entity.Obedience;
import iot.smarthome.tuyamock.cloud.entity.Product;
import iot.smarthome.tuyamock.cloud.gateway.ProductJson;
import iot.smarthome.tuyamock.life.control.Life;
import iot.smarthome.tuyamock.life.control.Scenarios;
import iot.smarthome.tuyamock.stream.control.DeviceMessages;
import iot.smarthome.tuyamock.stream.control.Envelopes;
import iot.smarthome.tuyamock.stream.control.Subscription;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a person at the mock can do. */
@Path("admin")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AdminResource {

  private static final String SERVICE = "tuya-mock";

  @Inject Devices devices;
  @Inject Stock stock;
  @Inject Scenarios scenarios;
  @Inject DeviceMessages messages;
  @Inject Envelopes envelopes;
  @Inject Subscription subscription;
  @Inject Life life;
  @Inject Tokens tokens;

  @GET
  @Path("devices")
  public JsonArray list() {
    JsonArrayBuilder all = Json.createArrayBuilder();
    devices.all().forEach(device -> all.add(json(device)));
    return all.build();
  }

  private static JsonObjectBuilder json(CloudDevice device) {
    return Json.createObjectBuilder()
        .add("bindCode", device.bindCode())
        .add("deviceId", device.id())
        .add("category", device.category())
        .add("productId", device.productId())
        .add("name", device.name())
        .add("bound", device.isBound())
        .add("online", device.isOnline())
        .add("commands", device.obedience().name());
  }

  /**
   * A device of any make: {@code {category, productId, name, specification, status, bindCode?}}.
   */
  @POST
  @Path("devices")
  public Response add(InputStream body) {
    JsonObject request = read(body);
    try {
      String bindCode =
          request.getString("bindCode", "MADE-" + UUID.randomUUID().toString().substring(0, 13));
      Map<String, String> status = new LinkedHashMap<>();
      if (request.containsKey("status")) {
        status.putAll(values(request.getJsonArray("status")));
      }
      String name = request.getString("name", bindCode);
      Product product =
          ProductJson.ofSpecification(
              request.getString("productId"),
              request.getString("category"),
              name,
              request.getJsonObject("specification"),
              status);
      CloudDevice device = devices.make(product, bindCode, name, null);
      return Response.status(Response.Status.CREATED).entity(json(device).build()).build();
    } catch (NullPointerException | ClassCastException e) {
      throw invalid(
          "(body)",
          "lacks a field, or has one of another type",
          "give category, productId, specification {functions[], status[]}, status [{code, value}]");
    } catch (CloudError e) {
      throw invalid("bindCode", "is in use", "choose another, or leave it out");
    }
  }

  /** Lets a device report: {@code {status: [{code, value}], dataId?, t?}}. */
  @POST
  @Path("devices/{bindCode}/reports")
  public Response report(@PathParam("bindCode") String bindCode, InputStream body) {
    JsonObject request = read(body);
    CloudDevice device = device(bindCode);
    try {
      long time =
          request.containsKey("t")
              ? request.getJsonNumber("t").longValueExact()
              : System.currentTimeMillis();
      String dataId =
          scenarios.report(
              device,
              values(request.getJsonArray("status")),
              request.getString("dataId", null),
              time);
      return Response.accepted(Json.createObjectBuilder().add("dataId", dataId).build()).build();
    } catch (NullPointerException | ClassCastException | ArithmeticException e) {
      throw invalid("status", "is no list of code and value", "give [{\"code\":…,\"value\":…}]");
    }
  }

  private static Map<String, String> values(JsonArray status) {
    Map<String, String> values = new LinkedHashMap<>();
    for (JsonObject item : status.getValuesAs(JsonObject.class)) {
      JsonValue value = item.get("value");
      if (value == null) {
        throw new NullPointerException("value");
      }
      values.put(item.getString("code"), value.toString());
    }
    return values;
  }

  @POST
  @Path("devices/{bindCode}/{connection: online|offline}")
  public Response connect(
      @PathParam("bindCode") String bindCode, @PathParam("connection") String connection) {
    scenarios.connect(device(bindCode), connection.equals("online"));
    return Response.accepted().build();
  }

  /** How the device takes commands: {@code {commands: OBEYS | SILENT | REFUSES}}. */
  @PUT
  @Path("devices/{bindCode}/obedience")
  public JsonObject obey(@PathParam("bindCode") String bindCode, InputStream body) {
    CloudDevice device = device(bindCode);
    JsonFields fields = JsonFields.read(SERVICE, body, Set.of("commands"));
    String how = fields.text("commands", true, 20);
    fields.refuseIfInvalid();
    try {
      device.obey(Obedience.valueOf(how));
    } catch (IllegalArgumentException e) {
      throw invalid("commands", "is unknown", "use OBEYS, SILENT or REFUSES");
    }
    return json(device).build();
  }

  /** {@code {scenario, bindCode?}}. */
  @POST
  @Path("scenarios")
  public Response play(InputStream body) {
    JsonFields fields = JsonFields.read(SERVICE, body, Set.of("scenario", "bindCode"));
    String scenario = fields.text("scenario", true, 40);
    String bindCode = fields.text("bindCode", false, 128);
    if (scenario != null && !Scenarios.names().contains(scenario)) {
      fields.violate(
          "scenario", "is unknown", "use one of " + String.join(", ", Scenarios.names()));
    }
    fields.refuseIfInvalid();
    CloudDevice device =
        scenarios
            .play(scenario, bindCode)
            .orElseThrow(
                () ->
                    Problem.of(SERVICE, "no-such-device", 404, "No device for the scenario")
                        .detail("No bound device " + (bindCode == null ? "" : bindCode) + " can.")
                        .toException());
    return Response.accepted(json(device).build()).build();
  }

  /** {@code {repeat: dataId}}, or {@code {payload, key?}} to be sent as it is. */
  @POST
  @Path("messages")
  public Response message(InputStream body) {
    JsonFields fields = JsonFields.read(SERVICE, body, Set.of("repeat", "payload", "key"));
    String repeat = fields.text("repeat", false, 128);
    String payload = fields.text("payload", repeat == null && !fields.has("repeat"), 1_000_000);
    String key = fields.text("key", false, 128);
    fields.refuseIfInvalid();
    if (repeat == null) {
      String id = envelopes.raw(key == null ? "unknown" : key, payload);
      return Response.accepted(Json.createObjectBuilder().add("messageId", id).build()).build();
    }
    if (!messages.repeat(repeat)) {
      throw invalid(
          "repeat", "is no report of the last thousand", "use a dataId that was answered");
    }
    return Response.accepted().build();
  }

  @GET
  @Path("messages")
  public JsonObject backlog() {
    return Json.createObjectBuilder().add("backlog", subscription.backlog()).build();
  }

  /** Lets the project's token die, as a login elsewhere does. */
  @DELETE
  @Path("token")
  public Response revoke() {
    tokens.revoke();
    return Response.noContent().build();
  }

  @GET
  @Path("life")
  public JsonObject pace() {
    Life.Pace pace = life.pace();
    return Json.createObjectBuilder()
        .add("running", pace.running())
        .add("speed", pace.speed())
        .add("seed", pace.seed())
        .build();
  }

  /** {@code {running, speed?, seed?}}. */
  @PUT
  @Path("life")
  public JsonObject pace(InputStream body) {
    JsonObject request = read(body);
    try {
      life.pace(
          new Life.Pace(
              request.getBoolean("running"),
              request.getInt("speed", life.pace().speed()),
              request.getInt("seed", (int) life.pace().seed())));
    } catch (NullPointerException | ClassCastException | IllegalArgumentException e) {
      throw invalid("(body)", "is no pace", "give running true or false, speed 1 to 3600, seed");
    }
    return pace();
  }

  /** What can be registered without being made first. */
  @GET
  @Path("stock")
  public JsonArray stock() {
    JsonArrayBuilder codes = Json.createArrayBuilder();
    stock.categories().forEach(category -> codes.add("STOCK-" + category + "-1"));
    return codes.build();
  }

  private CloudDevice device(String bindCode) {
    try {
      return devices.byBindCode(bindCode);
    } catch (CloudError e) {
      throw Problem.of(SERVICE, "unknown-device", 404, "Unknown device")
          .detail(
              "No device has the bind code "
                  + bindCode
                  + "; one of the stock is made when it is bound.")
          .toException();
    }
  }

  private static JsonObject read(InputStream body) {
    try (JsonReader reader = Json.createReader(body)) {
      return reader.readObject();
    } catch (IllegalStateException | JsonException e) {
      throw invalid("(body)", "is no JSON object", "send an object, in curly brackets");
    }
  }

  private static ProblemException invalid(String field, String message, String mend) {
    return Problem.of(SERVICE, "invalid-input", 400, "Invalid input")
        .violation(field, message, mend)
        .toException();
  }
}
