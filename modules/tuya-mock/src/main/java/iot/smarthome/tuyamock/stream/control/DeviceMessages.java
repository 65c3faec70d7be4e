package iot.smarthome.tuyamock.stream.control;

import static iot.smarthome.tuyamock.cloud.control.JsonText.JSON;

import iot.smarthome.tuyamock.cloud.control.CloudClock;
import iot.smarthome.tuyamock.cloud.control.JsonText;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.cloud.entity.DataPoint;
import iot.smarthome.tuyamock.cloud.entity.Product;
import iot.smarthome.tuyamock.stream.entity.Family;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Says on the stream what happens to devices, by protocols 4 and 20, by 1000 and 1001, or by both.
 *
 * <p>Source: Tuya developer documentation, "Message types".
 */
@ApplicationScoped
public class DeviceMessages {

  private static final int REMEMBERED = 1000;
  private static final String USER = "bay1600000000000mock";

  private final AtomicLong ids =
      new AtomicLong(TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()) << 6);
  private final Envelopes envelopes;
  private final CloudClock clock;
  private final Map<String, List<Plain>> remembered =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Plain>> eldest) {
          return size() > REMEMBERED;
        }
      };
  private volatile Family family;

  /** For the container's proxy. */
  protected DeviceMessages() {
    this(null, null, Family.STANDARD);
  }

  @Inject
  public DeviceMessages(
      Envelopes envelopes,
      CloudClock clock,
      @ConfigProperty(name = "smarthome.mock.message-family") Family family) {
    this.envelopes = envelopes;
    this.clock = clock;
    this.family = family;
  }

  public Family family() {
    return family;
  }

  public void speak(Family how) {
    family = how;
  }

  /**
   * @param values JSON text by standard code; a code that the product lacks is told all the same
   * @param dataId null for a new one
   * @param time milliseconds since 1970
   * @return the message's data id
   */
  public String report(CloudDevice device, Map<String, String> values, String dataId, long time) {
    String id = dataId == null ? nextId() : dataId;
    Family how = family;
    List<Plain> plains =
        how == Family.BOTH
            // each family numbers its messages by itself
            ? List.of(
                standard(device, values, id, time), thing(device, values, "thing-" + id, time))
            : List.of(
                how.hasStandard()
                    ? standard(device, values, id, time)
                    : thing(device, values, id, time));
    synchronized (remembered) {
      remembered.put(id, plains);
    }
    plains.forEach(envelopes::publish);
    return id;
  }

  /** Unique over restarts too, and in order, as Tuya's are. */
  private String nextId() {
    return "AAX" + Long.toString(ids.incrementAndGet(), 36);
  }

  private Plain standard(CloudDevice device, Map<String, String> values, String id, long time) {
    JsonArrayBuilder status = JSON.createArrayBuilder();
    values.forEach(
        (code, text) -> {
          JsonValue value = JsonText.value(text);
          JsonObjectBuilder item =
              JSON.createObjectBuilder().add("code", code).add("value", value).add("t", time);
          point(device.product(), code)
              .ifPresent(i -> item.add(Integer.toString(points(device).get(i).id()), value));
          status.add(item);
        });
    return new Plain(
        device.id(),
        4,
        JSON.createObjectBuilder()
            .add("dataId", id)
            .add("devId", device.id())
            .add("productKey", device.productId())
            .add("status", status)
            .build()
            .toString(),
        time);
  }

  private Plain thing(CloudDevice device, Map<String, String> values, String id, long time) {
    JsonArrayBuilder properties = JSON.createArrayBuilder();
    values.forEach(
        (code, text) -> {
          OptionalInt index = point(device.product(), code);
          JsonObjectBuilder item = JSON.createObjectBuilder();
          if (index.isPresent()) {
            DataPoint point = points(device).get(index.getAsInt());
            item.add("code", point.modelCode()).add("dpId", point.id());
          } else {
            item.add("code", code);
          }
          properties.add(item.add("time", time).add("value", JsonText.value(text)));
        });
    return thingEvent(
        device,
        1000,
        "devicePropertyMessage",
        JSON.createObjectBuilder()
            .add("dataId", id)
            .add("devId", device.id())
            .add("productId", device.productId())
            .add("properties", properties),
        time);
  }

  private static OptionalInt point(Product product, String code) {
    return product.indexOf(code);
  }

  private static List<DataPoint> points(CloudDevice device) {
    return device.product().points();
  }

  /** Says that the device is on or off line, as it is now. */
  public void connection(CloudDevice device) {
    boolean online = device.isOnline();
    tell(device, online ? "online" : "offline", online ? "deviceOnline" : "deviceOffline", null);
  }

  /** Says that the project has got the device, and that it is on line. */
  public void bound(CloudDevice device) {
    tell(device, "bindUser", "deviceBindSpace", device.assetId());
    connection(device);
  }

  /** Says that the project has no longer got the device. */
  public void removed(CloudDevice device) {
    tell(device, "delete", "deviceUnbindSpace", null);
  }

  public void renamed(CloudDevice device) {
    tell(device, "nameUpdate", "deviceNameUpdate", null);
  }

  /** Says that the device is at another place; the older family has no word for it. */
  public void moved(CloudDevice device) {
    tell(device, null, "deviceTransfer", device.assetId());
  }

  private void tell(CloudDevice device, String standard, String thing, String space) {
    long time = clock.millis();
    Family how = family;
    if (how.hasStandard() && standard != null) {
      envelopes.publish(standardEvent(device, standard, business(device, space, time), time));
    }
    if (how.hasThing()) {
      envelopes.publish(
          thingEvent(
              device,
              1001,
              thing,
              business(device, space, time).add("productId", device.productId()),
              time));
    }
  }

  private static JsonObjectBuilder business(CloudDevice device, String space, long time) {
    JsonObjectBuilder data =
        JSON.createObjectBuilder()
            .add("devId", device.id())
            .add("name", device.name())
            .add("uid", USER)
            .add("time", time);
    return space == null ? data : data.add("spaceId", space);
  }

  /**
   * Tells the cloud of a third party's device to do something.
   *
   * @param values JSON text by standard code
   */
  public void command(CloudDevice device, Map<String, String> values) {
    JsonArrayBuilder command = JSON.createArrayBuilder();
    values.forEach(
        (code, text) ->
            command.add(
                JSON.createObjectBuilder()
                    .add(
                        "dpId",
                        points(device).get(point(device.product(), code).orElseThrow()).id())
                    .add("value", JsonText.value(text))));
    envelopes.publish(
        standardEvent(
            device,
            "deviceDpCommand",
            JSON.createObjectBuilder().add("command", command),
            clock.millis()));
  }

  private static Plain standardEvent(
      CloudDevice device, String business, JsonObjectBuilder data, long time) {
    JsonObject event =
        JSON.createObjectBuilder()
            .add("bizCode", business)
            .add("bizData", data)
            .add("devId", device.id())
            .add("productKey", device.productId())
            .add("ts", time)
            .build();
    return new Plain(device.id(), 20, event.toString(), time);
  }

  private static Plain thingEvent(
      CloudDevice device, int protocol, String business, JsonObjectBuilder data, long time) {
    JsonObject event =
        JSON.createObjectBuilder()
            .add("bizCode", business)
            .add("bizData", data)
            .add("ts", time)
            .build();
    return new Plain(device.id(), protocol, event.toString(), time);
  }

  /**
   * Sends a report a second time, in all its messages.
   *
   * @return false when it is not remembered
   */
  public boolean repeat(String dataId) {
    List<Plain> plains;
    synchronized (remembered) {
      plains = remembered.getOrDefault(dataId, List.of());
    }
    plains.forEach(envelopes::publish);
    return !plains.isEmpty();
  }
}
