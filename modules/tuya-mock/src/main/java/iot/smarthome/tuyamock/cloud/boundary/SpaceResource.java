package iot.smarthome.tuyamock.cloud.boundary;

import static iot.smarthome.tuyamock.cloud.control.JsonText.JSON;

import iot.smarthome.tuyamock.cloud.control.Assets;
import iot.smarthome.tuyamock.cloud.control.Devices;
import iot.smarthome.tuyamock.cloud.control.JsonText;
import iot.smarthome.tuyamock.cloud.entity.Asset;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
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

/**
 * The same places by the newer API, whose ids are numbers.
 *
 * <p>Source: Tuya developer documentation, "Space management" of IoT Core.
 */
@Path("/")
@RequestScoped
@Signed
public class SpaceResource {

  private static final String SPACES = "v2.0/cloud/space";
  private static final String SPACE = SPACES + "/{id}";
  private static final int MOST = 200;

  @Inject Assets assets;
  @Inject Devices devices;
  @Inject Envelope envelope;

  /** {@code {name, parent_id?, description?}}. */
  @POST
  @Path(SPACES + "/creation")
  public Response create(InputStream body) {
    JsonObject request = JsonText.body(body);
    String parent = JsonText.text(request, "parent_id");
    Asset asset = devices.createAsset(JsonText.text(request, "name"), parent == null ? "" : parent);
    return envelope.of(id(asset.id()));
  }

  // a root that was made by configuration may have a name for an id
  private static JsonValue id(String id) {
    return id.matches("[1-8]?\\d{1,18}")
        ? JSON.createValue(Long.parseLong(id))
        : JSON.createValue(id);
  }

  @GET
  @Path(SPACE)
  public Response details(@PathParam("id") String id) {
    Asset asset = assets.get(id);
    JsonObjectBuilder space =
        JSON.createObjectBuilder().add("id", id(asset.id())).add("name", asset.name());
    if (!asset.parentId().isEmpty()) {
      space.add("parent_id", id(asset.parentId()));
    }
    return envelope.of(space.add("root_id", id(root(asset).id())).add("status", true).build());
  }

  private Asset root(Asset asset) {
    return asset.parentId().isEmpty() ? asset : root(assets.get(asset.parentId()));
  }

  /** {@code {name?, description?}}. */
  @PUT
  @Path(SPACE)
  public Response rename(@PathParam("id") String id, InputStream body) {
    devices.renameAsset(id, JsonText.text(JsonText.body(body), "name"));
    return envelope.done();
  }

  @DELETE
  @Path(SPACE)
  public Response remove(@PathParam("id") String id) {
    devices.removeAsset(id);
    return envelope.done();
  }

  /** Ids of those below a space, or of the project's first level. */
  @GET
  @Path(SPACES + "/child")
  public Response children(
      @QueryParam("space_id") String id,
      @QueryParam("only_sub") boolean onlyDirect,
      @QueryParam("last_row_key") @DefaultValue("") String lastRowKey,
      @QueryParam("page_size") Integer pageSize) {
    String parent = id == null ? "" : assets.get(id).id();
    int size = Paging.size(pageSize, MOST, MOST);
    List<String> page =
        (onlyDirect || parent.isEmpty() ? assets.children(parent) : assets.below(parent))
            .stream()
                .map(Asset::id)
                .sorted()
                .filter(child -> child.compareTo(lastRowKey) > 0)
                .limit(size)
                .toList();
    JsonArrayBuilder data = JSON.createArrayBuilder();
    page.forEach(child -> data.add(id(child)));
    return listed(data, page.isEmpty() ? lastRowKey : page.get(page.size() - 1), size);
  }

  /** The devices of a space, and of those below it unless only its own are wanted. */
  @GET
  @Path(SPACE + "/resource")
  public Response resources(
      @PathParam("id") String id,
      @QueryParam("only_sub") @DefaultValue("true") boolean onlyDirect,
      @QueryParam("last_row_key") @DefaultValue("") String lastRowKey,
      @QueryParam("page_size") Integer pageSize) {
    Set<String> own = Set.of(assets.get(id).id());
    Set<String> spaces = onlyDirect ? own : assets.withBelow(own);
    int size = Paging.size(pageSize, MOST, MOST);
    Devices.DevicePage page =
        devices.page(device -> spaces.contains(device.assetId()), lastRowKey, size);
    JsonArrayBuilder data = JSON.createArrayBuilder();
    page.devices()
        .forEach(
            device ->
                // 0: a device
                data.add(JSON.createObjectBuilder().add("res_id", device.id()).add("res_type", 0)));
    return listed(data, page.lastKey(), size);
  }

  private Response listed(JsonArrayBuilder data, String lastRowKey, int size) {
    return envelope.of(
        JSON.createObjectBuilder()
            .add("data", data)
            .add("last_row_key", id(lastRowKey))
            .add("page_size", size)
            .build());
  }

  /** The way from the root to a space, itself included. */
  @GET
  @Path(SPACES + "/relation")
  public Response relation(@QueryParam("space_id") String id) {
    JsonArrayBuilder way = JSON.createArrayBuilder();
    for (String at = id; !at.isEmpty(); at = assets.get(at).parentId()) {
      way.add(0, id(assets.get(at).id()));
    }
    return envelope.of(way.build());
  }
}
