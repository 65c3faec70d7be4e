package iot.smarthome.tuyamock.cloud.boundary;

import static iot.smarthome.tuyamock.cloud.control.JsonText.JSON;

import iot.smarthome.tuyamock.cloud.control.Commands;
import iot.smarthome.tuyamock.cloud.control.Devices;
import iot.smarthome.tuyamock.cloud.control.JsonText;
import iot.smarthome.tuyamock.cloud.control.ProductText;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.stream.control.DeviceMessages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Devices by the standard vocabulary.
 *
 * <p>Source: Tuya developer documentation, "Industrial general device management".
 */
@Path("/")
@RequestScoped
@Signed
public class DeviceResource {

  private static final String DEVICES = "{version: v1[.][0-2]}/iot-03/devices";
  private static final String DEVICE = DEVICES + "/{id}";

  @Inject Devices devices;
  @Inject Commands commands;
  @Inject DeviceMessages messages;
  @Inject Envelope envelope;

  /** What a list may be narrowed by, as query parameters. */
  public static class Wanted {
    @QueryParam("device_ids")
    String ids;

    @QueryParam("source_type")
    String sourceType;

    @QueryParam("source_id")
    String sourceId;

    @QueryParam("name")
    String name;

    @QueryParam("category")
    String category;

    @QueryParam("product_id")
    String productId;

    @QueryParam("last_row_key")
    String lastRowKey;

    @QueryParam("page_no")
    Integer pageNo;

    @QueryParam("page_size")
    Integer pageSize;

    private Predicate<CloudDevice> filter() {
      Set<String> chosen = Paging.list(ids, 20);
      String asset = "product".equals(sourceType) ? null : sourceId;
      String product = "product".equals(sourceType) ? sourceId : productId;
      return device ->
          (chosen.isEmpty() || chosen.contains(device.id()))
              && is(asset, device.assetId())
              && is(product, device.productId())
              && is(category, device.category())
              && (name == null || device.name().contains(name));
    }

    private static boolean is(String wanted, String value) {
      return wanted == null || wanted.isEmpty() || wanted.equals(value);
    }
  }

  @GET
  @Path(DEVICES)
  public Response list(@jakarta.ws.rs.BeanParam Wanted wanted) {
    Predicate<CloudDevice> filter = wanted.filter();
    int size = Paging.size(wanted.pageSize, 20, 200);
    Devices.DevicePage page = devices.page(filter, startOf(wanted, filter, size), size);
    return envelope.of(
        JSON.createObjectBuilder()
            .add("has_more", page.more())
            .add("last_row_key", page.lastKey())
            .add("list", array(page.devices(), DeviceText::industry))
            .add("total", devices.count(filter))
            .build());
  }

  private String startOf(Wanted wanted, Predicate<CloudDevice> filter, int size) {
    if (wanted.pageNo == null || wanted.pageNo < 2) {
      return wanted.lastRowKey;
    }
    List<CloudDevice> before =
        devices.page(filter, null, Math.multiplyExact(size, wanted.pageNo - 1)).devices();
    return before.isEmpty() ? null : before.get(before.size() - 1).id();
  }

  /** The devices of users who linked their accounts; of ours, all. */
  @GET
  @Path("v1.0/iot-01/associated-users/devices")
  public Response ofUsers(
      @QueryParam("size") Integer size, @QueryParam("last_row_key") String lastRowKey) {
    Devices.DevicePage page = devices.page(device -> true, lastRowKey, Paging.size(size, 20, 100));
    return envelope.of(
        JSON.createObjectBuilder()
            .add("devices", array(page.devices(), DeviceText::home))
            .add("has_more", page.more())
            .add("last_row_key", page.lastKey())
            .build());
  }

  private static JsonArrayBuilder array(
      List<CloudDevice> devices, Function<CloudDevice, jakarta.json.JsonObjectBuilder> text) {
    JsonArrayBuilder array = JSON.createArrayBuilder();
    devices.forEach(device -> array.add(text.apply(device)));
    return array;
  }

  @GET
  @Path(DEVICE)
  public Response details(@PathParam("id") String id) {
    return envelope.of(DeviceText.industry(devices.bound(id)).build());
  }

  /** {@code {name}}. */
  @PUT
  @Path(DEVICE)
  public Response rename(@PathParam("id") String id, InputStream body) {
    messages.renamed(devices.rename(id, JsonText.text(JsonText.body(body), "name")));
    return envelope.done();
  }

  @DELETE
  @Path(DEVICE)
  public Response release(@PathParam("id") String id) {
    messages.removed(devices.release(id));
    return envelope.done();
  }

  @GET
  @Path(DEVICE + "/specification")
  public Response specification(@PathParam("id") String id) {
    return envelope.of(ProductText.specification(devices.bound(id).product()));
  }

  @GET
  @Path(DEVICE + "/functions")
  public Response functions(@PathParam("id") String id) {
    CloudDevice device = devices.bound(id);
    return envelope.of(
        JSON.createObjectBuilder()
            .add("category", device.category())
            .add("functions", ProductText.specification(device.product()).get("functions"))
            .build());
  }

  @GET
  @Path(DEVICE + "/status")
  public Response status(@PathParam("id") String id) {
    return envelope.of(DeviceText.status(devices.bound(id)));
  }

  /** {@code device_ids}: at most 20. */
  @GET
  @Path(DEVICES + "/status")
  public Response statuses(@QueryParam("device_ids") String ids) {
    JsonArrayBuilder all = JSON.createArrayBuilder();
    for (String id : Paging.list(ids, 20)) {
      all.add(
          JSON.createObjectBuilder()
              .add("id", id)
              .add("status", DeviceText.status(devices.bound(id))));
    }
    return envelope.of(all.build());
  }

  /** {@code {commands: [{code, value}]}}. */
  @POST
  @Path(DEVICE + "/commands")
  public Response command(@PathParam("id") String id, InputStream body) {
    commands.issueCommands(id, JsonText.body(body));
    return envelope.done();
  }
}
