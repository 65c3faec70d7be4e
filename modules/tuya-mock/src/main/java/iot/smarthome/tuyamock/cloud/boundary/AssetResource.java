package iot.smarthome.tuyamock.cloud.boundary;

import static iot.smarthome.tuyamock.cloud.control.JsonText.JSON;

import iot.smarthome.tuyamock.cloud.control.Assets;
import iot.smarthome.tuyamock.cloud.control.CloudError;
import iot.smarthome.tuyamock.cloud.control.Devices;
import iot.smarthome.tuyamock.cloud.control.JsonText;
import iot.smarthome.tuyamock.cloud.entity.Asset;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.stream.control.DeviceMessages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
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

/**
 * Places by the older API.
 *
 * <p>Source: Tuya developer documentation, "Industrial project: asset management" (iot-02) and its
 * successor (iot-03).
 */
@Path("/")
@RequestScoped
@Signed
public class AssetResource {

  private static final String ASSETS = "v1.0/{api: iot-0[23]}/assets";
  private static final String ASSET = ASSETS + "/{id}";

  @Inject Assets assets;
  @Inject Devices devices;
  @Inject DeviceMessages messages;
  @Inject Envelope envelope;

  /** {@code {name, parent_asset_id?}}; in iot-03 the name is {@code asset_name}. */
  @POST
  @Path(ASSETS)
  public Response create(InputStream body) {
    JsonObject request = JsonText.body(body);
    String parent = JsonText.text(request, "parent_asset_id");
    Asset asset = devices.createAsset(name(request), parent == null ? "" : parent);
    return envelope.of(JSON.createValue(asset.id()));
  }

  private static String name(JsonObject request) {
    String name = JsonText.text(request, "name");
    return name == null ? JsonText.text(request, "asset_name") : name;
  }

  @GET
  @Path(ASSET)
  public Response details(@PathParam("id") String id) {
    return envelope.of(json(assets.get(id)).build());
  }

  @PUT
  @Path(ASSET)
  public Response rename(@PathParam("id") String id, InputStream body) {
    devices.renameAsset(id, name(JsonText.body(body)));
    return envelope.done();
  }

  @DELETE
  @Path(ASSET)
  public Response remove(@PathParam("id") String id) {
    devices.removeAsset(id);
    return envelope.done();
  }

  /** Those directly below. */
  @GET
  @Path(ASSET + "/sub-assets")
  public Response children(
      @PathParam("api") String api,
      @PathParam("id") String id,
      @QueryParam("last_row_key") String lastRowKey,
      @QueryParam("page_size") Integer pageSize) {
    assets.get(id);
    int size = Paging.size(pageSize, 20, 100);
    List<Asset> rest =
        assets.children(id).stream()
            .filter(
                asset ->
                    lastRowKey == null
                        || lastRowKey.isEmpty()
                        || asset.id().compareTo(lastRowKey) > 0)
            .limit(size + 1L)
            .toList();
    boolean more = rest.size() > size;
    List<Asset> page = more ? rest.subList(0, size) : rest;
    JsonArrayBuilder list = JSON.createArrayBuilder();
    page.forEach(asset -> list.add(json(asset)));
    return envelope.of(
        paged(api, more, size)
            .add("last_row_key", more ? page.get(size - 1).id() : "")
            .add("list", list)
            .build());
  }

  // the two versions have two words for it
  private static JsonObjectBuilder paged(String api, boolean more, int size) {
    return JSON.createObjectBuilder()
        .add(api.equals("iot-02") ? "has_next" : "has_more", more)
        .add("page_size", size);
  }

  private JsonObjectBuilder json(Asset asset) {
    return JSON.createObjectBuilder()
        .add("asset_full_name", assets.path(asset))
        .add("asset_id", asset.id())
        .add("asset_name", asset.name())
        .add("asset_type", "")
        .add("parent_asset_id", asset.parentId());
  }

  /** The devices of this very place. */
  @GET
  @Path(ASSET + "/devices")
  public Response devices(
      @PathParam("api") String api,
      @PathParam("id") String id,
      @QueryParam("last_row_key") String lastRowKey,
      @QueryParam("page_size") Integer pageSize) {
    Asset asset = assets.get(id);
    int size = Paging.size(pageSize, 20, 100);
    Devices.DevicePage page = devices.page(device -> id.equals(device.assetId()), lastRowKey, size);
    JsonArrayBuilder list = JSON.createArrayBuilder();
    for (CloudDevice device : page.devices()) {
      list.add(
          JSON.createObjectBuilder()
              .add("asset_id", id)
              .add("asset_name", asset.name())
              .add("device_id", device.id()));
    }
    return envelope.of(
        paged(api, page.more(), size)
            .add("last_row_key", page.lastKey())
            .add("list", list)
            .add("total_size", devices.count(device -> id.equals(device.assetId())))
            .build());
  }

  /** {@code {source_asset_id?, target_asset_id}}. */
  @POST
  @Path(ASSETS + "/devices/{device}/actions/transfer")
  public Response transfer(@PathParam("device") String device, InputStream body) {
    JsonObject request = JsonText.body(body);
    String source = JsonText.text(request, "source_asset_id");
    String target = JsonText.text(request, "target_asset_id");
    if (target == null || (source != null && !source.equals(devices.bound(device).assetId()))) {
      throw CloudError.illegalParameter();
    }
    messages.moved(devices.move(device, target));
    return envelope.done();
  }
}
