package iot.smarthome.tuyamock.cloud.control;

import iot.smarthome.tuyamock.cloud.entity.Asset;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.cloud.entity.Product;
import iot.smarthome.tuyamock.cloud.gateway.StateFile;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * All devices of the cloud, and where they are. With its places they are written to the state file
 * once a second at most, however often they change, and when the server stops.
 */
@ApplicationScoped
public class Devices {

  private static final Logger LOG = Logger.getLogger(Devices.class.getName());

  private final Map<String, CloudDevice> byBindCode = new ConcurrentHashMap<>();
  private final Map<String, CloudDevice> byThirdPartyId = new ConcurrentHashMap<>();
  private final ConcurrentSkipListMap<String, CloudDevice> byId = new ConcurrentSkipListMap<>();
  private final StateFile file;
  private final Stock stock;
  private final Assets assets;
  private final CloudClock clock;
  private final Object writing = new Object();
  private final AtomicBoolean changed = new AtomicBoolean();
  private ScheduledExecutorService clerk;

  /** For the container's proxy. */
  protected Devices() {
    this.file = null;
    this.stock = null;
    this.assets = null;
    this.clock = null;
  }

  @Inject
  public Devices(StateFile file, Stock stock, Assets assets, CloudClock clock) {
    this.file = file;
    this.stock = stock;
    this.assets = assets;
    this.clock = clock;
    StateFile.State kept = file.load();
    kept.devices().forEach(this::keep);
    assets.restore(kept.assets());
  }

  private void keep(CloudDevice device) {
    byId.put(device.id(), device);
    byBindCode.put(device.bindCode(), device);
    if (device.thirdPartyId() != null) {
      byThirdPartyId.put(device.thirdPartyId(), device);
    }
  }

  /**
   * What becomes of one bind code.
   *
   * @param device null when there is none, or when it is another's
   * @param code Tuya's, 0 when it was bound
   */
  public record Binding(CloudDevice device, boolean bound, int code, String words) {

    private static Binding refused(CloudDevice device, CloudError error) {
      return new Binding(device, false, error.code(), error.getMessage());
    }
  }

  /**
   * Binds the device to the asset; it stays bound whatever happens after the answer.
   *
   * @throws CloudError 1106 when the project has no such asset
   */
  public Binding bind(String bindCode, String assetId) {
    requireAsset(assetId);
    Binding binding = tryToBind(bindCode, assetId);
    if (binding.bound()) {
      saveNow();
    }
    return binding;
  }

  private void requireAsset(String assetId) {
    if (assets.find(assetId).isEmpty()) {
      throw CloudError.permissionDenied();
    }
  }

  private synchronized Binding tryToBind(String bindCode, String assetId) {
    CloudDevice device = byBindCode.get(bindCode);
    if (device == null) {
      device = stock.make(bindCode).orElse(null);
    }
    if (device == null) {
      return Binding.refused(null, CloudError.deviceMissing());
    }
    if (!device.bind(assetId, clock.now())) {
      return assetId.equals(device.assetId())
          ? Binding.refused(device, new CloudError(1113, "do not repeat the operation"))
          : Binding.refused(null, CloudError.permissionDenied());
    }
    keep(device);
    return new Binding(device, true, 0, null);
  }

  /**
   * Makes a device of another cloud known here; the same id gets the same device.
   *
   * @param assetId null for the first of the project's
   * @return the device, and whether it is new
   * @throws CloudError 1106 when the project has no such asset
   */
  public Registration registerThirdParty(
      String itsId, Product product, String name, String assetId) {
    String asset =
        assetId == null
            ? assets.all().stream()
                .findFirst()
                .map(Asset::id)
                .orElseThrow(CloudError::permissionDenied)
            : assetId;
    requireAsset(asset);
    CloudDevice device;
    boolean fresh;
    synchronized (this) {
      CloudDevice known = byThirdPartyId.get(itsId);
      fresh = known == null;
      String bindCode = "3RD-" + itsId;
      device = fresh ? new CloudDevice(Stock.deviceId(bindCode), bindCode, product, name) : known;
      fresh |= device.bind(asset, clock.now());
      device.belongToThirdParty(itsId);
      keep(device);
    }
    saveNow();
    return new Registration(device, fresh);
  }

  /**
   * A device of another cloud.
   *
   * @param fresh whether it was not registered before
   */
  public record Registration(CloudDevice device, boolean fresh) {}

  /**
   * @throws CloudError 2010
   */
  public CloudDevice byThirdPartyId(String itsId) {
    CloudDevice device = byThirdPartyId.get(itsId);
    if (device == null || !device.isBound()) {
      throw CloudError.deviceMissing();
    }
    return device;
  }

  /**
   * @throws CloudError 2010 when it is unknown or bound to nobody
   */
  public CloudDevice bound(String id) {
    CloudDevice device = byId.get(id);
    if (device == null || !device.isBound()) {
      throw CloudError.deviceMissing();
    }
    return device;
  }

  /**
   * @throws CloudError 2010
   */
  public CloudDevice release(String id) {
    CloudDevice device = bound(id);
    device.release();
    saveNow();
    return device;
  }

  /**
   * @throws CloudError 2010, or 1106 when the project has no such asset
   */
  public CloudDevice move(String id, String toAsset) {
    CloudDevice device = bound(id);
    requireAsset(toAsset);
    device.move(toAsset, clock.now());
    saveNow();
    return device;
  }

  /**
   * @throws CloudError 2010, or 1109 without a name
   */
  public CloudDevice rename(String id, String name) {
    CloudDevice device = bound(id);
    if (name == null || name.isBlank()) {
      throw CloudError.illegalParameter();
    }
    device.rename(name, clock.now());
    saveNow();
    return device;
  }

  /**
   * Removes a place and all below it.
   *
   * @throws CloudError 1000 without such a place, 1109 while devices are there
   */
  public void removeAsset(String assetId) {
    assets.get(assetId);
    Set<String> ids = assets.withBelow(Set.of(assetId));
    if (!page(device -> ids.contains(device.assetId()), null, 1).devices().isEmpty()) {
      throw CloudError.illegalParameter();
    }
    assets.remove(assetId);
    saveNow();
  }

  /**
   * A page of bound devices, in order of their ids.
   *
   * @param lastKey key of the page before: an id; null for the first
   */
  public DevicePage page(Predicate<CloudDevice> wanted, String lastKey, int size) {
    Collection<CloudDevice> rest =
        lastKey == null || lastKey.isEmpty()
            ? byId.values()
            : byId.tailMap(lastKey, false).values();
    List<CloudDevice> found = new ArrayList<>();
    for (CloudDevice device : rest) {
      if (device.isBound() && wanted.test(device)) {
        if (found.size() == size) {
          return new DevicePage(found, true);
        }
        found.add(device);
      }
    }
    return new DevicePage(found, false);
  }

  /**
   * Some of the bound devices.
   *
   * @param more whether there are others after them
   */
  public record DevicePage(List<CloudDevice> devices, boolean more) {

    /** What to ask the next page by; empty when there is none. */
    public String lastKey() {
      return more ? devices.get(devices.size() - 1).id() : "";
    }
  }

  /** How many bound ones there are. */
  public long count(Predicate<CloudDevice> wanted) {
    return byId.values().stream().filter(CloudDevice::isBound).filter(wanted).count();
  }

  /** Every device that was bound or made on purpose; what is added meanwhile may be missing. */
  public Collection<CloudDevice> all() {
    return byId.values();
  }

  /**
   * @throws CloudError 2010
   */
  public CloudDevice byBindCode(String bindCode) {
    CloudDevice device = byBindCode.get(bindCode);
    if (device == null) {
      throw CloudError.deviceMissing();
    }
    return device;
  }

  /**
   * Makes a device, and binds it.
   *
   * @param bindCode of its own; it decides the id
   * @param assetId null: it lies on the shelf, to be bound
   * @throws CloudError 1109 when there is such a device, 1106 when there is no such asset
   */
  public CloudDevice make(Product product, String bindCode, String name, String assetId) {
    if (assetId != null) {
      requireAsset(assetId);
    }
    CloudDevice device = new CloudDevice(Stock.deviceId(bindCode), bindCode, product, name);
    if (byBindCode.putIfAbsent(bindCode, device) != null) {
      throw CloudError.illegalParameter();
    }
    if (assetId != null) {
      device.bind(assetId, clock.now());
    }
    keep(device);
    save();
    return device;
  }

  public void connect(CloudDevice device, boolean online) {
    device.connect(online, clock.now());
    save();
  }

  public Asset createAsset(String name, String parentId) {
    Asset asset = assets.create(name, parentId);
    saveNow();
    return asset;
  }

  /**
   * @throws CloudError 1000, or 1109 without a name
   */
  public void renameAsset(String id, String name) {
    assets.rename(id, name);
    saveNow();
  }

  /** What changed is to be kept over a restart; it is written soon. */
  public void save() {
    changed.set(true);
  }

  private void saveNow() {
    save();
    tryToWrite();
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
      if (!changed.getAndSet(false) || !file.isKept()) {
        return false;
      }
      try {
        file.write(file.text(new StateFile.State(assets.all(), all())));
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
