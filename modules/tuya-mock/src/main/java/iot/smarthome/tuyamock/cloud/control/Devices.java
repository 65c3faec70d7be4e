package iot.smarthome.tuyamock.cloud.control;

import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.cloud.gateway.DeviceFile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All devices of the cloud, and who has them. */
@ApplicationScoped
public class Devices {

  private final Map<String, CloudDevice> byBindCode = new LinkedHashMap<>();
  private final Map<String, CloudDevice> byId = new LinkedHashMap<>();
  private final DeviceFile file;
  private final Stock stock;
  private final Clock clock;
  private boolean loaded;

  /** For the container's proxy. */
  protected Devices() {
    this(null, null, null);
  }

  @Inject
  public Devices(DeviceFile file, Stock stock) {
    this(file, stock, Clock.systemUTC());
  }

  Devices(DeviceFile file, Stock stock, Clock clock) {
    this.file = file;
    this.stock = stock;
    this.clock = clock;
  }

  private void load() {
    if (!loaded) {
      file.load().forEach(this::keep);
      loaded = true;
    }
  }

  private void keep(CloudDevice device) {
    byBindCode.put(device.bindCode(), device);
    byId.put(device.id(), device);
  }

  /** What becomes of one bind code. */
  public record Binding(CloudDevice device, boolean bound, int code, String words) {}

  /** Binds the device to the asset. */
  public synchronized Binding bind(String bindCode, String assetId) {
    load();
    CloudDevice device = byBindCode.get(bindCode);
    if (device == null) {
      device = stock.make(bindCode).orElse(null);
    }
    if (device == null) {
      return new Binding(null, false, 2010, "device not exist");
    }
    if (device.isBound()) {
      return device.assetId().equals(assetId)
          ? new Binding(device, false, 1113, "do not repeat the operation")
          : new Binding(null, false, 1106, "permission deny");
    }
    device.bind(assetId, clock.instant());
    keep(device);
    save();
    return new Binding(device, true, 0, null);
  }

  /**
   * @throws CloudError 2010 when it is unknown or bound to nobody
   */
  public synchronized CloudDevice bound(String id) {
    load();
    CloudDevice device = byId.get(id);
    if (device == null || !device.isBound()) {
      throw CloudError.deviceMissing();
    }
    return device;
  }

  /**
   * @throws CloudError 2010
   */
  public synchronized void release(String id) {
    bound(id).release();
    save();
  }

  /** Every device that was bound or made on purpose. */
  public synchronized List<CloudDevice> all() {
    load();
    return List.copyOf(byBindCode.values());
  }

  /**
   * @throws CloudError 2010
   */
  public synchronized CloudDevice byBindCode(String bindCode) {
    load();
    CloudDevice device = byBindCode.get(bindCode);
    if (device == null) {
      throw CloudError.deviceMissing();
    }
    return device;
  }

  /** Puts a device on the shelf, to be bound. */
  public synchronized void add(CloudDevice device) {
    load();
    if (byBindCode.containsKey(device.bindCode()) || byId.containsKey(device.id())) {
      throw new CloudError(1109, "param is illegal: there is such a device");
    }
    keep(device);
    save();
  }

  public synchronized void report(CloudDevice device, Map<String, String> values) {
    device.report(values);
  }

  public synchronized void connect(CloudDevice device, boolean online) {
    device.connect(online);
  }

  /** Keeps what stands over a restart. */
  public synchronized void save() {
    file.save(byBindCode.values());
  }
}
