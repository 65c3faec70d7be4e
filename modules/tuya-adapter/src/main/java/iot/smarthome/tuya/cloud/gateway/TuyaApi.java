package iot.smarthome.tuya.cloud.gateway;

import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Tuya's OpenAPI as it is: for {@link TuyaCloud} and {@link TuyaAssets} only. Each response is read
 * by {@link Answer}.
 *
 * <p>Source: Tuya developer documentation, "Device management", "Industry: device pairing", "Device
 * cloud-to-cloud integration" and "Industrial general asset management".
 */
@Consumes(MediaType.APPLICATION_JSON)
public interface TuyaApi {

  String TOKEN = "access_token";

  @POST
  @Path("v1.1/iot-02/device-bc-bind")
  Response bind(@HeaderParam(TOKEN) String token, JsonObject body);

  @GET
  @Path("v1.0/iot-03/devices/{id}")
  Response device(@HeaderParam(TOKEN) String token, @PathParam("id") String id);

  @GET
  @Path("v1.0/iot-03/devices/{id}/specification")
  Response specification(@HeaderParam(TOKEN) String token, @PathParam("id") String id);

  @DELETE
  @Path("v1.0/iot-03/devices/{id}")
  Response release(@HeaderParam(TOKEN) String token, @PathParam("id") String id);

  @GET
  @Path("v2.0/cloud/thing/{id}/model")
  Response model(@HeaderParam(TOKEN) String token, @PathParam("id") String id);

  @POST
  @Path("v1.0/iot-03/devices/{id}/commands")
  Response command(@HeaderParam(TOKEN) String token, @PathParam("id") String id, JsonObject body);

  @POST
  @Path("v2.0/cloud/thing/{id}/shadow/properties/issue")
  Response issue(@HeaderParam(TOKEN) String token, @PathParam("id") String id, JsonObject body);

  @POST
  @Path("v1.0/iot-03/3rdcloud/devices/{id}/register")
  Response register(@HeaderParam(TOKEN) String token, @PathParam("id") String id, JsonObject body);

  @GET
  @Path("v1.0/iot-03/3rdcloud/devices/{id}")
  Response thirdParty(@HeaderParam(TOKEN) String token, @PathParam("id") String id);

  @DELETE
  @Path("v1.0/iot-03/3rdcloud/devices/{id}/remove")
  Response removeThirdParty(@HeaderParam(TOKEN) String token, @PathParam("id") String id);

  @POST
  @Path("v1.0/iot-02/assets")
  Response createAsset(@HeaderParam(TOKEN) String token, JsonObject body);

  @PUT
  @Path("v1.0/iot-02/assets/{id}")
  Response renameAsset(
      @HeaderParam(TOKEN) String token, @PathParam("id") String id, JsonObject body);

  @DELETE
  @Path("v1.0/iot-02/assets/{id}")
  Response removeAsset(@HeaderParam(TOKEN) String token, @PathParam("id") String id);

  @GET
  @Path("v1.0/iot-02/assets/{id}/sub-assets")
  Response subAssets(
      @HeaderParam(TOKEN) String token,
      @PathParam("id") String id,
      @QueryParam("page_size") int pageSize,
      @QueryParam("last_row_key") String lastRowKey);

  @GET
  @Path("v1.0/iot-02/assets/{id}/devices")
  Response assetDevices(
      @HeaderParam(TOKEN) String token,
      @PathParam("id") String id,
      @QueryParam("page_size") int pageSize,
      @QueryParam("last_row_key") String lastRowKey);

  @POST
  @Path("v1.0/iot-03/assets/devices/{id}/actions/transfer")
  Response transfer(@HeaderParam(TOKEN) String token, @PathParam("id") String id, JsonObject body);
}
