package iot.smarthome.tuya.cloud.gateway;

import iot.smarthome.tuya.cloud.gateway.TuyaCloudException.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * What we ask of Tuya Cloud. Every operation throws {@link TuyaCloudException}.
 *
 * <p>Source: Tuya developer documentation, "Device management" and "Industry: device pairing".
 */
@ApplicationScoped
public class TuyaCloud {

  private static final JsonProvider JSON = JsonProvider.provider();

  private final MetricRegistry metrics;
  private final PatientCalls calls;
  private final CloudSession session;
  private final Standing standing;

  /** For the container's proxy. */
  protected TuyaCloud() {
    this(null, null, null, null);
  }

  @Inject
  public TuyaCloud(
      MetricRegistry metrics, PatientCalls calls, CloudSession session, Standing standing) {
    this.metrics = metrics;
    this.calls = calls;
    this.session = session;
    this.standing = standing;
  }

  /**
   * Binds a device to an asset by the code that is printed on it.
   *
   * @return what became of it; a device that was bound before has its id and {@code bound} false
   */
  public PairingAnswer pair(String bindCode, String assetId) {
    JsonObject body =
        JSON.createObjectBuilder()
            .add("asset_id", assetId)
            .add("device_bind_code_list", JSON.createArrayBuilder().add(bindCode))
            .build();
    JsonValue result =
        calls.repeatable("POST /v1.1/iot-02/device-bc-bind", (api, token) -> api.bind(token, body));
    return PairingAnswer.of(bindCode, result);
  }

  /** The device as Tuya describes it: {@code id, product_id, category, asset_id, online …}. */
  public JsonObject details(String tuyaDeviceId) {
    JsonValue result =
        calls.repeatable(
            "GET /v1.0/iot-03/devices/{id}", (api, token) -> api.device(token, tuyaDeviceId));
    if (result instanceof JsonObject details) {
      return details;
    }
    throw new UnansweredException("no-details", "an answer without a device", null);
  }

  /**
   * {@code {category, functions[], status[]}}; empty for a device that has none, which Tuya says by
   * an error.
   */
  public Optional<JsonObject> specification(String tuyaDeviceId) {
    try {
      JsonValue result =
          calls.repeatable(
              "GET /v1.0/iot-03/devices/{id}/specification",
              (api, token) -> api.specification(token, tuyaDeviceId));
      return result instanceof JsonObject specification
          ? Optional.of(specification)
          : Optional.empty();
    } catch (TuyaCloudException e) {
      if (e.fault() == Fault.REJECTED && List.of("2003", "2008", "2009").contains(e.code())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * {@code {services[{properties[]}]}}; empty for a device that has none, which Tuya says by an
   * error.
   */
  public Optional<JsonObject> thingModel(String tuyaDeviceId) {
    try {
      JsonValue result =
          calls.repeatable(
              "GET /v2.0/cloud/thing/{id}/model", (api, token) -> api.model(token, tuyaDeviceId));
      return result instanceof JsonObject answer && answer.get("model") instanceof JsonString model
          ? Optional.of(object(model.getString()))
          : Optional.empty();
    } catch (TuyaCloudException e) {
      if (e.fault() == Fault.REJECTED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static JsonObject object(String text) {
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      return reader.readObject();
    } catch (JsonException e) {
      throw new UnansweredException("no-model", "a thing model that is no JSON object", e);
    }
  }

  /**
   * Tells a device to take a value, by its standard instruction set. Sent once: a lost answer may
   * mean that the device took it, so it is not for us to send it again.
   *
   * @return whether Tuya took it; what the device does is for the device to report
   */
  public boolean command(String tuyaDeviceId, String code, JsonValue value) {
    JsonObject body =
        JSON.createObjectBuilder()
            .add(
                "commands",
                JSON.createArrayBuilder()
                    .add(JSON.createObjectBuilder().add("code", code).add("value", value)))
            .build();
    JsonValue result =
        calls.once(
            "POST /v1.0/iot-03/devices/{id}/commands",
            (api, token) -> api.command(token, tuyaDeviceId, body));
    return !result.equals(JsonValue.FALSE);
  }

  /** As {@link #command}, by the thing model, for a device that has nothing else. */
  public boolean issue(String tuyaDeviceId, String code, JsonValue value) {
    JsonObject body =
        JSON.createObjectBuilder()
            .add("properties", JSON.createObjectBuilder().add(code, value).build().toString())
            .build();
    JsonValue result =
        calls.once(
            "POST /v2.0/cloud/thing/{id}/shadow/properties/issue",
            (api, token) -> api.issue(token, tuyaDeviceId, body));
    return !result.equals(JsonValue.FALSE);
  }

  /**
   * Registers a device of another maker's.
   *
   * @param id ours, 1 to 64 letters and digits
   * @param name 4 to 50 characters
   * @return Tuya's id; when there is no answer, it may be registered nevertheless
   */
  public String register(String id, String name, String productId) {
    JsonObject body =
        JSON.createObjectBuilder().add("device_name", name).add("product_id", productId).build();
    JsonValue result =
        calls.once(
            "POST /v1.0/iot-03/3rdcloud/devices/{id}/register",
            (api, token) -> api.register(token, id, body));
    return thirdPartyId(result);
  }

  /** Tuya's id of a device of another maker's, empty when it has none that we call so. */
  public Optional<String> thirdParty(String id) {
    try {
      return Optional.of(
          thirdPartyId(
              calls.repeatable(
                  "GET /v1.0/iot-03/3rdcloud/devices/{id}",
                  (api, token) -> api.thirdParty(token, id))));
    } catch (TuyaCloudException e) {
      if (e.fault() == Fault.REJECTED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static String thirdPartyId(JsonValue result) {
    String id = result instanceof JsonObject device ? device.getString("device_id", "") : "";
    if (id.isBlank()) {
      throw new UnansweredException("no-device-id", "an answer without the device's id", null);
    }
    return id;
  }

  /** Removes a device of another maker's, as {@link #release} does Tuya's own. */
  public void removeThirdParty(String id) {
    released(
        () ->
            calls.repeatable(
                "DELETE /v1.0/iot-03/3rdcloud/devices/{id}/remove",
                (api, token) -> api.removeThirdParty(token, id)));
  }

  /** Releases the device; one that Tuya does not know any more is released. */
  public void release(String tuyaDeviceId) {
    released(
        () ->
            calls.repeatable(
                "DELETE /v1.0/iot-03/devices/{id}",
                (api, token) -> api.release(token, tuyaDeviceId)));
  }

  private void released(Runnable call) {
    try {
      call.run();
    } catch (TuyaCloudException e) {
      if (e.fault() != Fault.REJECTED) {
        throw e;
      }
      metrics.counter("tuya_releases_refused", new Tag("code", e.code())).inc();
    }
  }

  /** Why calls do not get through at present, empty when they do. */
  public Optional<String> fault() {
    return standing.fault().or(() -> session.held() ? Optional.empty() : Optional.of("no token"));
  }

  /** Logs in if that is needed, so that {@link #fault} says how it stands. */
  public void probe() {
    session.token();
  }

  /**
   * Tuya's word on one bind code.
   *
   * @param tuyaDeviceId null when Tuya did not name one
   * @param bound whether this call has bound it
   * @param code Tuya's code for this device, null when none was given
   */
  public record PairingAnswer(String tuyaDeviceId, boolean bound, String code, String words) {

    static PairingAnswer of(String bindCode, JsonValue result) {
      for (JsonObject item : items(result)) {
        if (bindCode.equals(item.getString("device_bind_code", bindCode))) {
          String id = text(item, "device_id");
          String code = text(item, "code");
          if (code == null) {
            code = text(item, "error_code");
          }
          String words = text(item, "msg");
          boolean bound =
              id != null && "true".equalsIgnoreCase(String.valueOf(text(item, "bind_result")));
          return new PairingAnswer(id, bound, code, words == null ? "bind refused" : words);
        }
      }
      return new PairingAnswer(null, false, null, "no answer for this bind code");
    }

    private static List<JsonObject> items(JsonValue result) {
      List<JsonObject> found = new ArrayList<>();
      if (result instanceof JsonArray array) {
        array.forEach(item -> found.addAll(items(item)));
      } else if (result instanceof JsonObject object) {
        if (object.containsKey("bind_result") || object.containsKey("device_bind_code")) {
          found.add(object);
        } else {
          object.values().forEach(value -> found.addAll(items(value)));
        }
      }
      return found;
    }

    private static String text(JsonObject item, String name) {
      JsonValue value = item.get(name);
      if (value == null || value == JsonValue.NULL) {
        return null;
      }
      String text = value instanceof jakarta.json.JsonString s ? s.getString() : value.toString();
      return text.isBlank() ? null : text;
    }

    /** The refusal of this one device, as the exception of a refused call. */
    public TuyaCloudException refusal() {
      return ErrorCodes.refusal(code == null ? "bind-refused" : code, words);
    }
  }
}
