package iot.smarthome.tuyamock.cloud.boundary;

import iot.smarthome.tuyamock.cloud.control.CloudError;
import iot.smarthome.tuyamock.cloud.control.Devices;
import iot.smarthome.tuyamock.cloud.control.Tokens;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.stream.control.DeviceMessages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a Tuya project calls. */
@Path("/")
@RequestScoped
@Signed
public class OpenApiResource {

  private static final String DEVICE = "v1.0/iot-03/devices/{id}";

  @Inject Tokens tokens;
  @Inject Devices devices;
  @Inject DeviceMessages messages;

  @GET
  @Path("v1.0/token")
  public Response token(@QueryParam("grant_type") String grantType) {
    if (!"1".equals(grantType)) {
      throw new CloudError(1003, "grant type invalid");
    }
    return pair(tokens.grant());
  }

  @GET
  @Path("v1.0/token/{refresh}")
  public Response refresh(@PathParam("refresh") String refresh) {
    return pair(tokens.refresh(refresh));
  }

  private Response pair(Tokens.Pair pair) {
    return Envelope.of(
        Json.createObjectBuilder()
            .add("access_token", pair.access())
            .add("refresh_token", pair.refresh())
            .add("expire_time", tokens.secondsLeft(pair))
            .add("uid", "bay1600000000000mock")
            .build());
  }

  @POST
  @Path("v1.1/iot-02/device-bc-bind")
  public Response bind(InputStream body) {
    JsonObject request = read(body);
    String asset = request.getString("asset_id", "");
    if (asset.isBlank() || !request.containsKey("device_bind_code_list")) {
      throw new CloudError(1109, "param is illegal, please check it");
    }
    JsonArrayBuilder results = Json.createArrayBuilder();
    for (JsonValue item : request.getJsonArray("device_bind_code_list")) {
      String bindCode = ((JsonString) item).getString();
      Devices.Binding binding = devices.bind(bindCode, asset);
      JsonObjectBuilder result =
          Json.createObjectBuilder()
              .add("device_bind_code", bindCode)
              .add("bind_result", binding.bound());
      if (binding.device() != null) {
        result.add("device_id", binding.device().id());
      }
      if (binding.bound()) {
        messages.connection(binding.device());
      } else {
        result.add("code", binding.code()).add("msg", binding.words());
      }
      results.add(result);
    }
    return Envelope.of(results.build());
  }

  @GET
  @Path(DEVICE)
  public Response details(@PathParam("id") String id) {
    CloudDevice device = devices.bound(id);
    long active = device.activeAt().getEpochSecond();
    return Envelope.of(
        Json.createObjectBuilder()
            .add("id", device.id())
            .add("name", device.name())
            .add("category", device.category())
            .add("product_id", device.productId())
            .add("product_name", device.name())
            .add("asset_id", device.assetId())
            .add("online", device.isOnline())
            .add("sub", false)
            .add("time_zone", "+00:00")
            .add("active_time", active)
            .add("create_time", active)
            .add("update_time", active)
            .build());
  }

  @DELETE
  @Path(DEVICE)
  public Response release(@PathParam("id") String id) {
    devices.release(id);
    return Envelope.of(JsonValue.TRUE);
  }

  @GET
  @Path(DEVICE + "/specification")
  public Response specification(@PathParam("id") String id) {
    return Envelope.of(json(devices.bound(id).specification()));
  }

  @GET
  @Path(DEVICE + "/status")
  public Response status(@PathParam("id") String id) {
    JsonArrayBuilder status = Json.createArrayBuilder();
    devices
        .bound(id)
        .status()
        .forEach(
            (code, value) ->
                status.add(Json.createObjectBuilder().add("code", code).add("value", json(value))));
    return Envelope.of(status.build());
  }

  @POST
  @Path(DEVICE + "/commands")
  public Response command(@PathParam("id") String id, InputStream body) {
    CloudDevice device = devices.bound(id);
    if (!device.isOnline()) {
      throw new CloudError(2001, "device is offline");
    }
    JsonObject specification = json(device.specification()).asJsonObject();
    Map<String, String> values = new LinkedHashMap<>();
    for (JsonObject command : read(body).getJsonArray("commands").getValuesAs(JsonObject.class)) {
      String code = command.getString("code", "");
      boolean known =
          specification.getJsonArray("functions").getValuesAs(JsonObject.class).stream()
              .anyMatch(function -> function.getString("code").equals(code));
      if (!known || !command.containsKey("value")) {
        throw new CloudError(2008, "command or value not support");
      }
      values.put(code, command.get("value").toString());
    }
    devices.report(device, values);
    messages.report(device, values, null, System.currentTimeMillis());
    return Envelope.of(JsonValue.TRUE);
  }

  private static JsonObject read(InputStream body) {
    try (JsonReader reader = Json.createReader(body)) {
      return reader.readObject();
    } catch (JsonException | IllegalStateException e) {
      throw new CloudError(1109, "param is illegal, please check it");
    }
  }

  private static JsonValue json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readValue();
    }
  }
}
