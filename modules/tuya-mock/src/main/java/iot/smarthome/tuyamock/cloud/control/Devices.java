package iot.smarthome.tuyamock.cloud.control;

import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.cloud.gateway.DeviceFile;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * All devices of the cloud, and who has them. They are written to their file once a second at most,
 * however often they change, and when the server stops.
 */
@ApplicationScoped
public class Devices {

  private static final Logger LOG = Logger.getLogger(Devices.class.getName());

  private final Map<String, CloudDevice> byBindCode = new LinkedHashMap<>();
  private final Map<String, CloudDevice> byId = new LinkedHashMap<>();
  private final DeviceFile file;
  private final Stock stock;
  private final Clock clock;
  private final Object writing = new Object();
  private boolean loaded;
  private boolean changed;
  private ScheduledExecutorService clerk;

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

  /** Binds the device to the asset; it stays bound whatever happens after the answer. */
  public Binding bind(String bindCode, String assetId) {
    Binding binding = tryToBind(bindCode, assetId);
    if (binding.bound()) {
      tryToWrite();
    }
    return binding;
  }

  private synchronized Binding tryToBind(String bindCode, String assetId) {
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
  public void release(String id) {
    synchronized (this) {
      bound(id).release();
      save();
    }
    tryToWrite();
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
  public void add(CloudDevice device) {
    synchronized (this) {
      load();
      if (byBindCode.containsKey(device.bindCode()) || byId.containsKey(device.id())) {
        throw new CloudError(1109, "param is illegal: there is such a device");
      }
      keep(device);
      save();
    }
    tryToWrite();
  }

  public synchronized void report(CloudDevice device, Map<String, String> values) {
    device.report(values);
  }

  public synchronized void connect(CloudDevice device, boolean online) {
    device.connect(online);
  }

  /** What a device reports now is to be kept over a restart; it is written soon. */
  public synchronized void save() {
    // or else an empty list would replace what was never read
    load();
    changed = true;
  }

  @PostConstruct
  void start() {
    clerk = Executors.newSingleThreadScheduledExecutor();
    clerk.scheduleWithFixedDelay(this::tryToWrite, 1, 1, TimeUnit.SECONDS);
  }

  private void tryToWrite() {
    try {
      write();
    } catch (RuntimeException e) {
      // an exception would end the schedule; what could not be written is tried again
      LOG.log(Level.WARNING, "The devices could not be written", e);
    }
  }

  /**
   * Writes what has changed; nobody waits for the disk meanwhile.
   *
   * @return whether there was anything to write
   */
  boolean write() {
    synchronized (writing) {
      String text;
      synchronized (this) {
        if (!changed) {
          return false;
        }
        text = file.text(byBindCode.values());
        changed = false;
      }
      try {
        file.write(text);
      } catch (RuntimeException e) {
        save();
        throw e;
      }
      return true;
    }
  }

  @PreDestroy
  void stop() {
    if (clerk != null) {
      clerk.shutdown();
    }
    save();
    tryToWrite();
  }
}
