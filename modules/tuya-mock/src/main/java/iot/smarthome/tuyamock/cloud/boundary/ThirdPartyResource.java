package iot.smarthome.tuyamock.cloud.boundary;

import static iot.smarthome.tuyamock.cloud.control.JsonText.JSON;

import iot.smarthome.tuyamock.cloud.control.Devices;
import iot.smarthome.tuyamock.cloud.control.JsonText;
import iot.smarthome.tuyamock.cloud.control.ThirdParties;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/**
 * The cloud of other makers' devices speaks for them.
 *
 * <p>Source: Tuya developer documentation, "Device cloud-to-cloud integration".
 */
@Path("/")
@RequestScoped
@Signed
public class ThirdPartyResource {

  private static final String DEVICES = "v1.0/iot-03/3rdcloud/devices";
  private static final String THING = "v1.0/cloud/thing/devices/{id}";

  @Inject ThirdParties thirdParties;
  @Inject Devices devices;
  @Inject Envelope envelope;

  /** {@code {device_name, product_id, options?, group_id?, has_qrcode?}}. */
  @POST
  @Path(DEVICES + "/{thirdId}/register")
  public Response register(@PathParam("thirdId") String thirdId, InputStream body) {
    JsonObject request = JsonText.body(body);
    CloudDevice device = thirdParties.register(thirdId, request);
    JsonObjectBuilder result = JSON.createObjectBuilder().add("device_id", device.id());
    if (request.getBoolean("has_qrcode", false)) {
      result.add("short_url", shortUrl(device));
    }
    return envelope.of(result.build());
  }

  private static String shortUrl(CloudDevice device) {
    return "https://m.smart321.com/" + device.id().substring(2, 10);
  }

  @GET
  @Path(DEVICES + "/{thirdId}")
  public Response details(@PathParam("thirdId") String thirdId) {
    CloudDevice device = devices.byThirdPartyId(thirdId);
    return envelope.of(
        JSON.createObjectBuilder()
            .add("create_time", device.activeAt().toEpochMilli())
            .add("device_id", device.id())
            .add("device_name", device.name())
            .add("product_id", device.productId())
            .add("short_url", shortUrl(device))
            .add("uuid", "tuya" + device.id().substring(2))
            .build());
  }

  /** {@code {data: {"<dpId>": {value, time}}}}. */
  @POST
  @Path(THING + "/datapoint/report")
  public Response reportPoints(@PathParam("id") String id, InputStream body) {
    thirdParties.reportPoints(id, JsonText.body(body));
    return envelope.done();
  }

  /** {@code {msg_id, data: {code: {value, time}}}}. */
  @POST
  @Path(DEVICES + "/{id}/property/report")
  public Response reportProperties(@PathParam("id") String id, InputStream body) {
    thirdParties.reportProperties(id, JsonText.body(body));
    return envelope.done();
  }

  @PUT
  @Path(DEVICES + "/{id}/{connection: online|offline}")
  public Response connect(@PathParam("id") String id, @PathParam("connection") String connection) {
    thirdParties.connect(id, connection.equals("online"));
    return envelope.done();
  }

  /** The newer address of the same. */
  @PUT
  @Path(THING + "/{connection: online|offline}")
  public Response connectThing(
      @PathParam("id") String id, @PathParam("connection") String connection) {
    return connect(id, connection);
  }

  @DELETE
  @Path(DEVICES + "/{id}/remove")
  public Response remove(@PathParam("id") String id) {
    thirdParties.remove(id);
    return envelope.done();
  }

  @POST
  @Path(THING + "/unbind")
  public Response unbind(@PathParam("id") String id) {
    return remove(id);
  }
}
