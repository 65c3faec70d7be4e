package iot.smarthome.tuyamock.cloud.control;

import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.cloud.entity.DataPoint;
import iot.smarthome.tuyamock.cloud.entity.Product;
import iot.smarthome.tuyamock.stream.control.DeviceMessages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Devices of other clouds, which register them here and speak for them.
 *
 * <p>Source: Tuya developer documentation, "Device cloud-to-cloud integration".
 */
@ApplicationScoped
public class ThirdParties {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,64}");
  private static final int SHORTEST_NAME = 4;
  private static final int LONGEST_NAME = 50;

  private final Devices devices;
  private final Products products;
  private final DeviceMessages messages;
  private final CloudClock clock;

  /** For the container's proxy. */
  protected ThirdParties() {
    this(null, null, null, null);
  }

  @Inject
  public ThirdParties(
      Devices devices, Products products, DeviceMessages messages, CloudClock clock) {
    this.devices = devices;
    this.products = products;
    this.messages = messages;
    this.clock = clock;
  }

  /**
   * Registers a device; the same id again is the same device.
   *
   * @param body {@code {device_name, product_id, options?, group_id?, has_qrcode?}}
   * @throws CloudError 1109 for an id or a name that Tuya does not take, 2005 for an unknown
   *     product, 1106 for an unknown group
   */
  public CloudDevice register(String itsId, JsonObject body) {
    String name = JsonText.text(body, "device_name");
    if (!ID.matcher(itsId).matches()
        || name == null
        || name.length() < SHORTEST_NAME
        || name.length() > LONGEST_NAME) {
      throw CloudError.illegalParameter();
    }
    Product product =
        Optional.ofNullable(JsonText.text(body, "product_id"))
            .flatMap(products::find)
            .orElseThrow(CloudError::productMissing);
    Devices.Registration registration =
        devices.registerThirdParty(itsId, product, name, JsonText.text(body, "group_id"));
    if (registration.fresh()) {
      messages.bound(registration.device());
    }
    return registration.device();
  }

  /**
   * Takes a report by data point numbers.
   *
   * @param body {@code {data: {"101": {value, time}}}}
   * @throws CloudError 2010, 2009 for Tuya's own device, 2008 for an unknown point, 1109
   */
  public void reportPoints(String deviceId, JsonObject body) {
    CloudDevice device = foreign(deviceId);
    report(
        device,
        body,
        key ->
            device.product().points().stream()
                .filter(point -> Integer.toString(point.id()).equals(key))
                .findFirst());
  }

  /**
   * Takes a report by codes.
   *
   * @param body {@code {msg_id, data: {code: {value, time}}}}
   * @throws CloudError 2010, 2009 for Tuya's own device, 2008 for an unknown point, 1109
   */
  public void reportProperties(String deviceId, JsonObject body) {
    CloudDevice device = foreign(deviceId);
    Product product = device.product();
    report(
        device,
        body,
        key ->
            product.indexOfModel(key).stream().mapToObj(i -> product.points().get(i)).findFirst());
  }

  private interface Finder {
    Optional<DataPoint> find(String key);
  }

  private void report(CloudDevice device, JsonObject body, Finder finder) {
    if (!(body.get("data") instanceof JsonObject data) || data.isEmpty()) {
      throw CloudError.illegalParameter();
    }
    Map<String, String> values = new LinkedHashMap<>();
    long time = 0;
    for (Map.Entry<String, JsonValue> item : data.entrySet()) {
      DataPoint point = finder.find(item.getKey()).orElseThrow(CloudError::commandUnsupported);
      if (!(item.getValue() instanceof JsonObject reported) || !reported.containsKey("value")) {
        throw CloudError.illegalParameter();
      }
      values.put(point.code(), reported.get("value").toString());
      if (reported.get("time") instanceof JsonNumber at) {
        time = Math.max(time, at.longValue());
      }
    }
    device.report(values);
    devices.save();
    messages.report(device, values, null, time == 0 ? clock.millis() : time);
  }

  /**
   * @throws CloudError 2010, or 2009 for Tuya's own device
   */
  public void connect(String deviceId, boolean online) {
    CloudDevice device = foreign(deviceId);
    devices.connect(device, online);
    messages.connection(device);
  }

  /**
   * @throws CloudError 2010, or 2009 for Tuya's own device
   */
  public void remove(String deviceId) {
    foreign(deviceId);
    messages.removed(devices.release(deviceId));
  }

  private CloudDevice foreign(String deviceId) {
    CloudDevice device = devices.bound(deviceId);
    if (device.thirdPartyId() == null) {
      throw new CloudError(2009, "not support this device");
    }
    return device;
  }
}
