package iot.smarthome.tuya.cloud.gateway;

import iot.smarthome.tuya.cloud.gateway.TuyaCloudException.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Tuya's places. Every operation throws {@link TuyaCloudException}.
 *
 * <p>Metric {@code tuya_mirroring_refused_total} by operation and code: what Tuya did not do and
 * nobody waits for.
 *
 * <p>Source: Tuya developer documentation, "Industrial general asset management".
 */
@ApplicationScoped
public class TuyaAssets {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final int PAGE = 100;

  private interface Page {
    /** The first page for null. */
    JsonValue after(String lastRowKey);
  }

  private final PatientCalls calls;
  private final MetricRegistry metrics;

  /** For the container's proxy. */
  protected TuyaAssets() {
    this(null, null);
  }

  @Inject
  public TuyaAssets(PatientCalls calls, MetricRegistry metrics) {
    this.calls = calls;
    this.metrics = metrics;
  }

  /** The assets of this name that lie in another one. */
  public List<String> named(String name, String parentAssetId) {
    return all(
        last ->
            calls.repeatable(
                "GET /v1.0/iot-02/assets/{id}/sub-assets",
                (api, token) -> api.subAssets(token, parentAssetId, PAGE, last)),
        item -> name.equals(item.getString("asset_name", null)) ? id(item, "asset_id") : null);
  }

  /** The devices that are in an asset itself, by Tuya's ids. */
  public List<String> devices(String assetId) {
    return all(
        last ->
            calls.repeatable(
                "GET /v1.0/iot-02/assets/{id}/devices",
                (api, token) -> api.assetDevices(token, assetId, PAGE, last)),
        item -> id(item, "device_id"));
  }

  private static List<String> all(Page page, Function<JsonObject, String> wanted) {
    List<String> found = new ArrayList<>();
    String last = null;
    do {
      if (!(page.after(last) instanceof JsonObject answer)
          || !(answer.get("list") instanceof JsonArray list)) {
        throw new UnansweredException("no-list", "an answer without a list", null);
      }
      for (JsonObject item : list.getValuesAs(JsonObject.class)) {
        String id = wanted.apply(item);
        if (id != null) {
          found.add(id);
        }
      }
      boolean more = answer.getBoolean("has_next", answer.getBoolean("has_more", false));
      last = more ? id(answer, "last_row_key") : null;
    } while (last != null && !last.isEmpty());
    return found;
  }

  /** Ids are numbers in strings, and plain numbers in some answers. */
  private static String id(JsonObject item, String name) {
    JsonValue value = item.get(name);
    return value instanceof JsonString text
        ? text.getString()
        : value == null ? null : value.toString();
  }

  /**
   * Makes an asset; when there is no answer it may be there nevertheless.
   *
   * @return its id
   */
  public String create(String name, String parentAssetId) {
    JsonObject body =
        JSON.createObjectBuilder().add("name", name).add("parent_asset_id", parentAssetId).build();
    JsonValue result =
        calls.once("POST /v1.0/iot-02/assets", (api, token) -> api.createAsset(token, body));
    if (result instanceof JsonString id) {
      return id.getString();
    }
    throw new UnansweredException("no-asset", "an answer without the id of the asset", null);
  }

  /** An asset that Tuya does not let us rename keeps its name. */
  public void rename(String assetId, String name) {
    JsonObject body = JSON.createObjectBuilder().add("name", name).build();
    tolerant(
        "rename",
        () ->
            calls.repeatable(
                "PUT /v1.0/iot-02/assets/{id}",
                (api, token) -> api.renameAsset(token, assetId, body)));
  }

  /** An asset that is gone already is removed; one that is not empty stays. */
  public void remove(String assetId) {
    tolerant(
        "remove",
        () ->
            calls.repeatable(
                "DELETE /v1.0/iot-02/assets/{id}",
                (api, token) -> api.removeAsset(token, assetId)));
  }

  /**
   * Moves a device. One that Tuya does not let us move stays where it is: it works there, too.
   *
   * @param from may be null
   */
  public void transfer(String tuyaDeviceId, String from, String to) {
    JsonObjectBuilder body = JSON.createObjectBuilder();
    if (from != null) {
      body.add("source_asset_id", from);
    }
    JsonObject transfer = body.add("target_asset_id", to).build();
    tolerant(
        "transfer",
        () ->
            calls.repeatable(
                "POST /v1.0/iot-03/assets/devices/{id}/actions/transfer",
                (api, token) -> api.transfer(token, tuyaDeviceId, transfer)));
  }

  private void tolerant(String operation, Runnable call) {
    try {
      call.run();
    } catch (TuyaCloudException e) {
      if (e.fault() != Fault.REJECTED) {
        throw e;
      }
      refused(operation, e);
    }
  }

  /** Counts what Tuya did not do and the caller does without. */
  public void refused(String operation, TuyaCloudException refusal) {
    metrics
        .counter(
            "tuya_mirroring_refused",
            new Tag("operation", operation),
            new Tag("code", refusal.code()))
        .inc();
  }
}
