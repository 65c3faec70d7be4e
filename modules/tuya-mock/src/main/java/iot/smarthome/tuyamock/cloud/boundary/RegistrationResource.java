package iot.smarthome.tuyamock.cloud.boundary;

import static iot.smarthome.tuyamock.cloud.control.JsonText.JSON;

import iot.smarthome.tuyamock.cloud.control.CloudError;
import iot.smarthome.tuyamock.cloud.control.Devices;
import iot.smarthome.tuyamock.cloud.control.JsonText;
import iot.smarthome.tuyamock.stream.control.DeviceMessages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** Tuya hardware comes to the project by the code that is printed on it. */
@Path("/")
@RequestScoped
@Signed
public class RegistrationResource {

  @Inject Devices devices;
  @Inject DeviceMessages messages;
  @Inject Envelope envelope;

  /** {@code {asset_id, device_bind_code_list}}. */
  @POST
  @Path("{version: v1[.][01]}/iot-02/device-bc-bind")
  public Response bind(InputStream body) {
    JsonObject request = JsonText.body(body);
    String asset = JsonText.text(request, "asset_id");
    if (asset == null || asset.isBlank()) {
      throw CloudError.illegalParameter();
    }
    JsonArrayBuilder results = JSON.createArrayBuilder();
    for (JsonValue item : JsonText.array(request, "device_bind_code_list")) {
      if (!(item instanceof JsonString code)) {
        throw CloudError.wrongType();
      }
      results.add(bind(code.getString(), asset));
    }
    return envelope.of(results.build());
  }

  private JsonObjectBuilder bind(String bindCode, String asset) {
    Devices.Binding binding = devices.bind(bindCode, asset);
    JsonObjectBuilder result =
        JSON.createObjectBuilder()
            .add("bind_result", binding.bound())
            .add("device_bind_code", bindCode);
    if (binding.device() != null) {
      result.add("device_id", binding.device().id());
    }
    if (binding.bound()) {
      messages.bound(binding.device());
    } else {
      result.add("code", binding.code()).add("msg", binding.words());
    }
    return result;
  }
}
