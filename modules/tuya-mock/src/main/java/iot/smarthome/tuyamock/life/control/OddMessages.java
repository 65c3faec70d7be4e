package iot.smarthome.tuyamock.life.control;

import static iot.smarthome.tuyamock.cloud.control.JsonText.JSON;

import iot.smarthome.tuyamock.cloud.control.CloudClock;
import iot.smarthome.tuyamock.cloud.control.Devices;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.cloud.entity.DataPoint;
import iot.smarthome.tuyamock.cloud.entity.PointType;
import iot.smarthome.tuyamock.stream.control.DeviceMessages;
import iot.smarthome.tuyamock.stream.control.Envelopes;
import iot.smarthome.tuyamock.stream.control.Plain;
import iot.smarthome.tuyamock.stream.entity.Family;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Messages as they should not be, and sometimes are. */
@ApplicationScoped
public class OddMessages {

  private static final int DEEP = 2000;
  private static final int HUGE = 10_000_000;
  private static final long HOUR = 3_600_000;

  private final Map<String, Consumer<CloudDevice>> oddities = new LinkedHashMap<>();
  private final Devices devices;
  private final DeviceMessages messages;
  private final Envelopes envelopes;
  private final CloudClock clock;

  /** For the container's proxy. */
  protected OddMessages() {
    this(null, null, null, null);
  }

  @Inject
  public OddMessages(
      Devices devices, DeviceMessages messages, Envelopes envelopes, CloudClock clock) {
    this.devices = devices;
    this.messages = messages;
    this.envelopes = envelopes;
    this.clock = clock;
    oddities.put("duplicate", this::duplicate);
    oddities.put("both_families", this::bothFamilies);
    oddities.put("out_of_order", this::outOfOrder);
    oddities.put("event_after_removal", this::eventAfterRemoval);
    oddities.put("unknown_device", device -> envelopes.publish(status("nobody", "1")));
    oddities.put("unknown_code", device -> report(device, Map.of("never_heard_of", "7")));
    oddities.put("wrong_scale", device -> report(device, wrongScale(device)));
    oddities.put("undecryptable", this::undecryptable);
    oddities.put("bad_signature", this::badSignature);
    oddities.put("no_json", device -> envelopes.raw(device.id(), "\u0000\u0001 no JSON"));
    oddities.put("unknown_protocol", device -> envelopes.publish(other(device, 4711, "online")));
    oddities.put("unknown_kind", device -> envelopes.publish(other(device, 20, "solarEclipse")));
    oddities.put("time_in_seconds", device -> timed(device, Long.toString(seconds())));
    oddities.put("time_as_text", device -> timed(device, "\"" + seconds() + "\""));
    oddities.put("no_value", device -> point(device, ""));
    oddities.put("not_a_number", device -> point(device, ",\"value\":NaN"));
    oddities.put("wrong_type", device -> point(device, ",\"value\":[{\"a\":null}]"));
    oddities.put("deep_nesting", device -> point(device, ",\"value\":" + deep()));
    oddities.put("huge", device -> point(device, ",\"value\":\"" + "x".repeat(HUGE) + "\""));
    oddities.put(
        "binary_text", device -> point(device, ",\"value\":\"\\u0000\\ud800\\uffff\\u202e\""));
  }

  public Set<String> names() {
    return oddities.keySet();
  }

  /** Tells one of the device; one of {@link #names}. */
  public void tell(String oddity, CloudDevice device) {
    oddities.get(oddity).accept(device);
  }

  private void report(CloudDevice device, Map<String, String> values) {
    messages.report(device, values, null, clock.millis());
  }

  private void duplicate(CloudDevice device) {
    messages.repeat(messages.report(device, device.status(), null, clock.millis()));
  }

  private void bothFamilies(CloudDevice device) {
    Family before = messages.family();
    messages.speak(Family.BOTH);
    report(device, device.status());
    messages.speak(before);
  }

  private void outOfOrder(CloudDevice device) {
    report(device, device.status());
    messages.report(device, device.status(), null, clock.millis() - HOUR);
  }

  private void eventAfterRemoval(CloudDevice device) {
    devices.release(device.id());
    messages.removed(device);
    report(device, device.status());
  }

  /** Ten times the most that the product tells. */
  private static Map<String, String> wrongScale(CloudDevice device) {
    Optional<DataPoint> number =
        device.product().points().stream()
            .filter(point -> point.type() == PointType.INTEGER && point.access().isReadable())
            .findFirst();
    return number
        .map(point -> Map.of(point.code(), Long.toString(10 * Math.round(point.most()))))
        .orElse(Map.of());
  }

  private void undecryptable(CloudDevice device) {
    String data = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4v";
    envelopes.raw(
        device.id(),
        "{\"data\":\""
            + data
            + "\",\"protocol\":4,\"pv\":\"2.0\",\"sign\":\"0\",\"t\":"
            + clock.millis()
            + "}");
  }

  private void badSignature(CloudDevice device) {
    Envelopes.Sealed sealed = envelopes.sealed(status(device.id(), Long.toString(clock.millis())));
    envelopes.raw(
        device.id(),
        sealed.payload().replaceFirst("\"sign\":\"[0-9a-f]{8}", "\"sign\":\"00000000"));
  }

  private long seconds() {
    return clock.millis() / 1000;
  }

  private void timed(CloudDevice device, String time) {
    envelopes.publish(status(device.id(), time));
  }

  private Plain status(String deviceId, String time) {
    return new Plain(
        deviceId,
        4,
        "{\"dataId\":\"odd-"
            + clock.millis()
            + "\",\"devId\":\""
            + deviceId
            + "\",\"productKey\":\"odd\",\"extra\":{\"x\":1},"
            + "\"status\":[{\"code\":\"switch_1\",\"t\":"
            + time
            + ",\"value\":true,\"1\":true}]}",
        clock.millis());
  }

  private void point(CloudDevice device, String rest) {
    envelopes.publish(
        new Plain(
            device.id(),
            4,
            "{\"dataId\":\"odd-"
                + clock.millis()
                + "\",\"devId\":\""
                + device.id()
                + "\",\"productKey\":\""
                + device.productId()
                + "\",\"status\":[{\"code\":\"switch_1\",\"t\":"
                + clock.millis()
                + rest
                + "}]}",
            clock.millis()));
  }

  private static String deep() {
    return "[".repeat(DEEP) + "]".repeat(DEEP);
  }

  private Plain other(CloudDevice device, int protocol, String business) {
    JsonObjectBuilder event =
        JSON.createObjectBuilder()
            .add("bizCode", business)
            .add("bizData", JSON.createObjectBuilder().add("time", clock.millis()))
            .add("devId", device.id())
            .add("productKey", device.productId())
            .add("ts", clock.millis());
    return new Plain(device.id(), protocol, event.build().toString(), clock.millis());
  }
}
