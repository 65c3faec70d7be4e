package iot.smarthome.device.registration.entity;

import jakarta.nosql.Column;
import jakarta.nosql.Convert;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A device from its registration on.
 *
 * <pre>
 *   register ──► SHADOW ──confirm──► ACTIVATED
 *                  ▲ └────reject───► REJECTED
 *                  └──bindAnew──────────┘
 * </pre>
 *
 * <p>Every change raises the version by one; an answer from Tuya Cloud names the version that was
 * submitted, so a late answer to an earlier submission changes nothing. Asked to become what it
 * already is, the device stays as it is: messages may come twice.
 */
@Entity("devices")
public class Device {

  @Id private String id;
  @Column private String category;
  @Column private String serial;

  @Column
  @Convert(InstantAsDate.class)
  private Instant registeredAt;

  @Column private String name;
  @Column private Location location;
  @Column private String bindCode;
  @Column private LifeCycle lifeCycle = LifeCycle.SHADOW;
  @Column private Connectivity connectivity = Connectivity.UNKNOWN;

  @Column
  @Convert(InstantAsDate.class)
  private Instant connectivityAt = Instant.EPOCH;

  @Column private String tuyaDeviceId;
  @Column private String productId;
  @Column private Rejection rejection;

  @Column
  @Convert(InstantAsDate.class)
  private Instant activatedAt;

  @Column
  @Convert(InstantAsDate.class)
  private Instant updatedAt;

  @Column private long submittedVersion = 1;
  @Column private long version = 1;

  /** For the mapping from the store. */
  protected Device() {}

  private Device(
      String id,
      String name,
      String category,
      String serial,
      Location location,
      String bindCode,
      Instant now) {
    this.id = Objects.requireNonNull(id, "id");
    this.name = Objects.requireNonNull(name, "name");
    this.category = Objects.requireNonNull(category, "category");
    this.serial = Objects.requireNonNull(serial, "serial");
    this.location = Objects.requireNonNull(location, "location");
    this.bindCode = Objects.requireNonNull(bindCode, "bindCode");
    this.registeredAt = Objects.requireNonNull(now, "now");
    this.updatedAt = now;
  }

  /**
   * @param category Tuya category, e.g. {@code ywbj}
   * @param serial the maker's serial number, unique among devices
   * @param bindCode what the engineer scanned; Tuya Cloud knows the hardware by it
   */
  public static Device register(
      String id,
      String name,
      String category,
      String serial,
      Location location,
      String bindCode,
      Instant now) {
    return new Device(id, name, category, serial, location, bindCode, now);
  }

  /**
   * Tuya Cloud has accepted the device.
   *
   * @param submitted the version that was submitted
   * @return whether this changed anything; not for a repeated or an outdated answer
   */
  public boolean confirm(long submitted, String tuyaId, String product, Instant now) {
    Objects.requireNonNull(tuyaId, "tuyaId");
    if (!awaitsAnswerTo(submitted)) {
      return false;
    }
    lifeCycle = LifeCycle.ACTIVATED;
    tuyaDeviceId = tuyaId;
    productId = product;
    activatedAt = now;
    changed(now);
    return true;
  }

  /** Tuya Cloud has refused the device; false for a repeated or an outdated answer. */
  public boolean reject(long submitted, Rejection reason) {
    Objects.requireNonNull(reason, "reason");
    if (!awaitsAnswerTo(submitted)) {
      return false;
    }
    lifeCycle = LifeCycle.REJECTED;
    rejection = Objects.requireNonNull(reason, "reason");
    changed(reason.at());
    return true;
  }

  private boolean awaitsAnswerTo(long submitted) {
    return lifeCycle == LifeCycle.SHADOW && submitted >= submittedVersion && submitted <= version;
  }

  /**
   * Submits a device again under another bind code.
   *
   * @throws IllegalStateException when the device is active: its hardware is bound
   */
  public void bindAnew(String code, Instant now) {
    Objects.requireNonNull(code, "code");
    if (lifeCycle == LifeCycle.ACTIVATED) {
      throw new IllegalStateException("An active device keeps its bind code");
    }
    bindCode = code;
    lifeCycle = LifeCycle.SHADOW;
    rejection = null;
    changed(now);
    submittedVersion = version;
  }

  public void rename(String newName, Instant now) {
    name = Objects.requireNonNull(newName, "newName");
    changed(now);
  }

  public void move(Location to, Instant now) {
    location = Objects.requireNonNull(to, "to");
    changed(now);
  }

  /**
   * Notes that the connection was gained or lost.
   *
   * @param at when Tuya Cloud saw it
   * @return whether there is anything to store; not for what is older than what is known. A later
   *     word of the same state is stored, so that a late one from in between is known as such, but
   *     raises no version: nobody sees a difference.
   */
  public boolean connected(boolean online, Instant at) {
    Connectivity seen = online ? Connectivity.ONLINE : Connectivity.OFFLINE;
    if (!at.isAfter(connectivityAt)) {
      return false;
    }
    connectivityAt = at;
    if (seen != connectivity) {
      connectivity = seen;
      changed(at.isAfter(updatedAt) ? at : updatedAt);
    }
    return true;
  }

  private void changed(Instant now) {
    version++;
    updatedAt = now;
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  public String category() {
    return category;
  }

  public String serial() {
    return serial;
  }

  public Location location() {
    return location;
  }

  public String bindCode() {
    return bindCode;
  }

  public LifeCycle lifeCycle() {
    return lifeCycle;
  }

  public Connectivity connectivity() {
    return connectivity;
  }

  public Optional<String> tuyaDeviceId() {
    return Optional.ofNullable(tuyaDeviceId);
  }

  public Optional<String> productId() {
    return Optional.ofNullable(productId);
  }

  public Optional<Rejection> rejection() {
    return Optional.ofNullable(rejection).filter(Rejection::isReal);
  }

  public Instant registeredAt() {
    return registeredAt;
  }

  public Optional<Instant> activatedAt() {
    return Optional.ofNullable(activatedAt);
  }

  public Instant updatedAt() {
    return updatedAt;
  }

  public long version() {
    return version;
  }
}
