package iot.smarthome.tuyamock.life.control;

import iot.smarthome.tuyamock.cloud.control.CloudClock;
import iot.smarthome.tuyamock.cloud.control.Devices;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.cloud.entity.DataPoint;
import iot.smarthome.tuyamock.cloud.entity.PointType;
import iot.smarthome.tuyamock.stream.control.DeviceMessages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happens on demand: an alarm, its end, a device that goes and comes back, odd messages. */
@ApplicationScoped
public class Scenarios {

  /** Which codes say that there is a hazard. */
  private static final Map<String, List<String>> HAZARDS =
      Map.of(
          "smoke", List.of("smoke_sensor_status", "smoke_sensor_state"),
          "gas", List.of("gas_sensor_status", "gas_sensor_state"),
          "carbon_monoxide", List.of("co_status", "co_state"),
          "leak", List.of("watersensor_state"));

  private final Devices devices;
  private final DeviceMessages messages;
  private final OddMessages odd;
  private final CloudClock clock;

  /** For the container's proxy. */
  protected Scenarios() {
    this(null, null, null, null);
  }

  @Inject
  public Scenarios(Devices devices, DeviceMessages messages, OddMessages odd, CloudClock clock) {
    this.devices = devices;
    this.messages = messages;
    this.odd = odd;
    this.clock = clock;
  }

  /** What can be played. */
  public List<String> names() {
    List<String> names =
        new ArrayList<>(
            List.of("smoke", "gas", "carbon_monoxide", "leak", "clear", "offline", "online"));
    names.addAll(odd.names());
    return names;
  }

  /**
   * Plays a scenario.
   *
   * @param bindCode of the device; null for the first bound one that can
   * @return the device it happened to; empty when none can
   */
  public Optional<CloudDevice> play(String scenario, String bindCode) {
    Optional<CloudDevice> device =
        devices.all().stream()
            .filter(CloudDevice::isBound)
            .filter(known -> bindCode == null || known.bindCode().equals(bindCode))
            .filter(known -> can(known, scenario))
            .findFirst();
    device.ifPresent(found -> play(scenario, found));
    return device;
  }

  private boolean can(CloudDevice device, String scenario) {
    return switch (scenario) {
      case "offline", "online" -> true;
      case "clear" -> HAZARDS.values().stream().anyMatch(codes -> codeOf(device, codes) != null);
      default ->
          odd.names().contains(scenario)
              || (HAZARDS.containsKey(scenario) && codeOf(device, HAZARDS.get(scenario)) != null);
    };
  }

  private static String codeOf(CloudDevice device, List<String> codes) {
    return codes.stream().filter(device.status()::containsKey).findFirst().orElse(null);
  }

  private void play(String scenario, CloudDevice device) {
    if (odd.names().contains(scenario)) {
      odd.tell(scenario, device);
      return;
    }
    if (scenario.equals("offline") || scenario.equals("online")) {
      connect(device, scenario.equals("online"));
      return;
    }
    Map<String, String> values = new LinkedHashMap<>();
    HAZARDS.forEach(
        (hazard, codes) -> {
          String code = codeOf(device, codes);
          if (code != null && (scenario.equals("clear") || scenario.equals(hazard))) {
            values.put(code, word(device, code, !scenario.equals("clear")));
          }
        });
    report(device, values, null, clock.millis());
  }

  /** The device's own word for an alarm: one of its range, or a truth. */
  private static String word(CloudDevice device, String code, boolean alarm) {
    DataPoint point = device.product().points().get(device.product().indexOf(code).orElseThrow());
    if (point.type() != PointType.ENUM) {
      return Boolean.toString(alarm);
    }
    boolean words = point.words().contains("alarm");
    return words ? (alarm ? "\"alarm\"" : "\"normal\"") : (alarm ? "\"1\"" : "\"2\"");
  }

  /** Lets the device say that it is on or off line. */
  public void connect(CloudDevice device, boolean online) {
    devices.connect(device, online);
    messages.connection(device);
  }

  /**
   * Lets the device report.
   *
   * @param values JSON text by code
   * @param dataId null for a new one
   * @return the report's data id
   */
  public String report(CloudDevice device, Map<String, String> values, String dataId, long time) {
    device.report(values);
    devices.save();
    return messages.report(device, values, dataId, time);
  }
}
