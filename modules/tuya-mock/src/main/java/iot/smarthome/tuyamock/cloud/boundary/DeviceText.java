package iot.smarthome.tuyamock.cloud.boundary;

import static iot.smarthome.tuyamock.cloud.control.JsonText.JSON;

import iot.smarthome.tuyamock.cloud.control.JsonText;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.cloud.entity.DataPoint;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A device as Tuya's several APIs describe it. */
final class DeviceText {

  private static final String ZONE = "+00:00";

  private DeviceText() {}

  /** As {@code /v1.x/iot-03/devices} says it; times in seconds. */
  static JsonObjectBuilder industry(CloudDevice device) {
    return stem(device)
        .add("asset_id", device.assetId())
        .add("category_name", device.product().name())
        .add("gateway_id", "")
        .add("node_id", "")
        .add("online", device.isOnline())
        .add("owner_id", "");
  }

  /** As the smart-home APIs say it, with status. */
  static JsonObjectBuilder home(CloudDevice device) {
    return stem(device)
        .add("biz_type", 0)
        .add("online", device.isOnline())
        .add("owner_id", device.assetId())
        .add("status", status(device))
        .add("uid", "bay1600000000000mock");
  }

  /** As {@code /v2.0/cloud/thing/{id}} says it. */
  static JsonObjectBuilder thing(CloudDevice device) {
    return stem(device)
        .add("bind_space_id", device.assetId())
        .add("custom_name", device.name())
        .add("is_online", device.isOnline());
  }

  private static JsonObjectBuilder stem(CloudDevice device) {
    Instant active = device.activeAt();
    return JSON.createObjectBuilder()
        .add("active_time", active.getEpochSecond())
        .add("category", device.category())
        .add("create_time", active.getEpochSecond())
        .add("icon", "")
        .add("id", device.id())
        .add("ip", "")
        .add("lat", "")
        .add("local_key", device.id().substring(2, 18))
        .add("lon", "")
        .add("model", "")
        .add("name", device.name())
        .add("product_id", device.productId())
        .add("product_name", device.product().name())
        .add("sub", false)
        .add("time_zone", ZONE)
        .add("update_time", device.updatedAt().getEpochSecond())
        .add("uuid", "tuya" + device.id().substring(2));
  }

  /** The standard vocabulary: {@code [{code, value}]}. */
  static JsonArray status(CloudDevice device) {
    JsonArrayBuilder status = JSON.createArrayBuilder();
    device
        .status()
        .forEach(
            (code, value) ->
                status.add(
                    JSON.createObjectBuilder()
                        .add("code", code)
                        .add("value", JsonText.value(value))));
    return status.build();
  }

  /**
   * The thing model's: {@code [{code, custom_name, dp_id, time, type, value}]}.
   *
   * @param codes those wanted; empty for all
   * @param time milliseconds since 1970
   */
  static JsonArray properties(CloudDevice device, Set<String> codes, long time) {
    JsonArrayBuilder properties = JSON.createArrayBuilder();
    List<DataPoint> points = device.product().points();
    for (int i = 0; i < points.size(); i++) {
      DataPoint point = points.get(i);
      String value = device.value(i);
      if (value != null && (codes.isEmpty() || codes.contains(point.modelCode()))) {
        properties.add(
            JSON.createObjectBuilder()
                .add("code", point.modelCode())
                .add("custom_name", "")
                .add("dp_id", point.id())
                .add("time", time)
                .add("type", point.type().model())
                .add("value", JsonText.value(value)));
      }
    }
    return properties.build();
  }
}
