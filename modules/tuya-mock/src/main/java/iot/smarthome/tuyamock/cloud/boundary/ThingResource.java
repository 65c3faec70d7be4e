package iot.smarthome.tuyamock.cloud.boundary;

import static iot.smarthome.tuyamock.cloud.control.JsonText.JSON;

import iot.smarthome.tuyamock.cloud.control.Assets;
import iot.smarthome.tuyamock.cloud.control.CloudClock;
import iot.smarthome.tuyamock.cloud.control.CloudError;
import iot.smarthome.tuyamock.cloud.control.Commands;
import iot.smarthome.tuyamock.cloud.control.Devices;
import iot.smarthome.tuyamock.cloud.control.JsonText;
import iot.smarthome.tuyamock.cloud.control.ProductText;
import iot.smarthome.tuyamock.stream.control.DeviceMessages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Set;

/**
 * Devices by the thing model's vocabulary.
 *
 * <p>Source: Tuya developer documentation, "Device management" and "Device control" of IoT Core.
 */
@Path("/")
@RequestScoped
@Signed
public class ThingResource {

  private static final String THING = "v2.0/cloud/thing/{id}";
  private static final String SHADOW = THING + "/shadow/properties";

  @Inject Devices devices;
  @Inject Assets assets;
  @Inject Commands commands;
  @Inject DeviceMessages messages;
  @Inject CloudClock clock;
  @Inject Envelope envelope;

  @GET
  @Path(THING)
  public Response details(@PathParam("id") String id) {
    return envelope.of(DeviceText.thing(devices.bound(id)).build());
  }

  /** {@code device_ids}: at most 20. */
  @GET
  @Path("v2.0/cloud/thing/batch")
  public Response batch(@QueryParam("device_ids") String ids) {
    JsonArrayBuilder all = JSON.createArrayBuilder();
    Paging.list(ids, 20).forEach(id -> all.add(DeviceText.thing(devices.bound(id))));
    return envelope.of(all.build());
  }

  /** Those of the project, {@code last_id} that of the page before. */
  @GET
  @Path("v2.0/cloud/thing/device")
  public Response ofProject(
      @QueryParam("product_ids") String products,
      @QueryParam("categories") String categories,
      @QueryParam("last_id") String lastId,
      @QueryParam("page_size") Integer size) {
    return inSpaces(null, false, products, categories, lastId, size);
  }

  /** Those of at most five spaces. */
  @GET
  @Path("v2.0/cloud/thing/space/device")
  public Response ofSpaces(
      @QueryParam("space_ids") String ids,
      @QueryParam("is_recursion") boolean recursive,
      @QueryParam("product_ids") String products,
      @QueryParam("categories") String categories,
      @QueryParam("last_id") String lastId,
      @QueryParam("page_size") Integer size) {
    Set<String> chosen = Paging.list(ids, 5);
    if (chosen.isEmpty()) {
      throw new CloudError(1100, "param is empty");
    }
    return inSpaces(chosen, recursive, products, categories, lastId, size);
  }

  private Response inSpaces(
      Set<String> ids,
      boolean recursive,
      String products,
      String categories,
      String lastId,
      Integer size) {
    Set<String> spaceIds = ids == null ? Set.of() : recursive ? assets.withBelow(ids) : ids;
    Set<String> productIds = Paging.list(products, 5);
    Set<String> kinds = Paging.list(categories, 5);
    JsonArrayBuilder all = JSON.createArrayBuilder();
    devices
        .page(
            device ->
                (ids == null || spaceIds.contains(device.assetId()))
                    && (productIds.isEmpty() || productIds.contains(device.productId()))
                    && (kinds.isEmpty() || kinds.contains(device.category())),
            lastId,
            Paging.size(size, 20, 20))
        .devices()
        .forEach(device -> all.add(DeviceText.thing(device)));
    return envelope.of(all.build());
  }

  @GET
  @Path(THING + "/model")
  public Response model(@PathParam("id") String id) {
    return envelope.of(
        JSON.createObjectBuilder()
            // Tuya gives the model as a text that holds JSON
            .add("model", ProductText.model(devices.bound(id).product()).toString())
            .build());
  }

  @GET
  @Path(SHADOW)
  public Response properties(@PathParam("id") String id, @QueryParam("codes") String codes) {
    return envelope.of(
        JSON.createObjectBuilder()
            .add(
                "properties",
                DeviceText.properties(devices.bound(id), Paging.list(codes, 100), clock.millis()))
            .build());
  }

  /** {@code {properties}}, an object or a text that holds one. */
  @POST
  @Path(SHADOW + "/issue")
  public Response issue(@PathParam("id") String id, InputStream body) {
    commands.issueProperties(id, JsonText.body(body));
    return envelope.of(JsonValue.EMPTY_JSON_OBJECT);
  }

  /** {@code {space_id}}. */
  @POST
  @Path(THING + "/transfer")
  public Response transfer(@PathParam("id") String id, InputStream body) {
    JsonObject request = JsonText.body(body);
    String space = JsonText.text(request, "space_id");
    if (space == null) {
      throw CloudError.illegalParameter();
    }
    messages.moved(devices.move(id, space));
    return envelope.done();
  }

  @DELETE
  @Path(THING)
  public Response release(@PathParam("id") String id) {
    messages.removed(devices.release(id));
    return envelope.done();
  }
}
