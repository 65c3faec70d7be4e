package iot.smarthome.tuyamock.admin.boundary;

import static iot.smarthome.tuyamock.cloud.control.JsonText.JSON;

import iot.smarthome.rest.body.JsonFields;
import iot.smarthome.rest.body.StrictJson;
import iot.smarthome.rest.problem.Problem;
import iot.smarthome.tuyamock.cloud.control.CloudClock;
import iot.smarthome.tuyamock.cloud.control.CloudError;
import iot.smarthome.tuyamock.cloud.control.DeviceOrders;
import iot.smarthome.tuyamock.cloud.control.Devices;
import iot.smarthome.tuyamock.cloud.control.Stock;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.cloud.entity.Obedience;
import iot.smarthome.tuyamock.life.control.Scenarios;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Devices as their maker and their owner have them in hand. */
@Path("admin")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AdminDevicesResource {

  private static final int LISTED = 1000;

  @Inject Devices devices;
  @Inject DeviceOrders orders;
  @Inject Stock stock;
  @Inject Scenarios scenarios;
  @Inject CloudClock clock;

  /** The first thousand. */
  @GET
  @Path("devices")
  public JsonArray list() {
    return array(devices.all());
  }

  private static JsonArray array(Collection<CloudDevice> devices) {
    JsonArrayBuilder all = JSON.createArrayBuilder();
    devices.stream().limit(LISTED).forEach(device -> all.add(json(device)));
    return all.build();
  }

  static JsonObjectBuilder json(CloudDevice device) {
    return JSON.createObjectBuilder()
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
   * Devices of any make, see {@link DeviceOrders#make}; one is answered as itself, several as
   * {@code {made, devices[]}} with the first thousand.
   */
  @POST
  @Path("devices")
  public Response make(InputStream body) {
    JsonObject order = StrictJson.object(AdminBody.SERVICE, body);
    try {
      List<CloudDevice> made = orders.make(order);
      JsonObject answer =
          made.size() == 1
              ? json(made.get(0)).build()
              : JSON.createObjectBuilder()
                  .add("made", made.size())
                  .add("devices", array(made))
                  .build();
      return Response.status(Response.Status.CREATED).entity(answer).build();
    } catch (IllegalArgumentException | ClassCastException e) {
      throw AdminBody.invalid(
          "(body)", "is no order: " + e.getMessage(), "see the mock's README for the forms it has");
    } catch (CloudError e) {
      throw e.code() == 1106
          ? AdminBody.invalid("assetId", "is unknown", "make the asset first, or leave it out")
          : AdminBody.invalid("bindCode", "is in use", "choose another, or leave it out");
    }
  }

  /** Lets a device report: {@code {status: [{code, value}], dataId?, t?}}. */
  @POST
  @Path("devices/{bindCode}/reports")
  public Response report(@PathParam("bindCode") String bindCode, InputStream body) {
    JsonObject request = StrictJson.object(AdminBody.SERVICE, body);
    CloudDevice device = device(bindCode);
    try {
      long time =
          request.containsKey("t") ? request.getJsonNumber("t").longValueExact() : clock.millis();
      String dataId =
          scenarios.report(
              device,
              DeviceOrders.values(request.getJsonArray("status")),
              request.getString("dataId", null),
              time);
      return Response.accepted(JSON.createObjectBuilder().add("dataId", dataId).build()).build();
    } catch (NullPointerException
        | ClassCastException
        | ArithmeticException
        | IllegalArgumentException e) {
      throw AdminBody.invalid(
          "status", "is no list of code and value", "give [{\"code\":…,\"value\":…}]");
    }
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
    JsonFields fields = JsonFields.read(AdminBody.SERVICE, body, Set.of("commands"));
    String how = fields.text("commands", true, 20);
    fields.refuseIfInvalid();
    try {
      device.obey(Obedience.valueOf(how));
    } catch (IllegalArgumentException e) {
      throw AdminBody.invalid("commands", "is unknown", "use OBEYS, SILENT or REFUSES");
    }
    return json(device).build();
  }

  /** What can be registered without being made first. */
  @GET
  @Path("stock")
  public JsonArray stock() {
    JsonArrayBuilder codes = JSON.createArrayBuilder();
    stock.categories().forEach(category -> codes.add("STOCK-" + category + "-1"));
    return codes.build();
  }

  private CloudDevice device(String bindCode) {
    try {
      return devices.byBindCode(bindCode);
    } catch (CloudError e) {
      throw Problem.of(AdminBody.SERVICE, "unknown-device", 404, "Unknown device")
          .detail(
              "No device has the bind code "
                  + bindCode
                  + "; one of the stock is made when it is bound.")
          .toException();
    }
  }
}
