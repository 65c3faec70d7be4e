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
 *                  └──submitAnew────────┘
 * </pre>
 *
 * <p>Every change raises the version by one; an answer from Tuya Cloud names the version that was
 * submitted, so a late answer to an earlier submission changes nothing. Asked to become what it
 * already is, the device stays as it is: messages may come twice.
 *
 * <p>Tuya Cloud knows the hardware by a bind code that is printed on it, or, when it is another
 * maker's, the product that the device is one of: a device has either.
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
  @Column private String pendingReason;

  @Column
  @Convert(InstantAsDate.class)
  private Instant submittedAt;

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
      String productId,
      Instant now) {
    this.id = Objects.requireNonNull(id, "id");
    this.name = Objects.requireNonNull(name, "name");
    this.category = Objects.requireNonNull(category, "category");
    this.serial = Objects.requireNonNull(serial, "serial");
    this.location = Objects.requireNonNull(location, "location");
    this.bindCode = bindCode;
    this.productId = productId;
    this.registeredAt = Objects.requireNonNull(now, "now");
    this.submittedAt = now;
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
    Objects.requireNonNull(bindCode, "bindCode");
    return new Device(id, name, category, serial, location, bindCode, null, now);
  }

  /**
   * As {@link #register}, for a device of another maker's.
   *
   * @param productId Tuya Cloud's id of its product
   */
  public static Device registerThirdParty(
      String id,
      String name,
      String category,
      String serial,
      Location location,
      String productId,
      Instant now) {
    Objects.requireNonNull(productId, "productId");
    return new Device(id, name, category, serial, location, null, productId, now);
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
    pendingReason = null;
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
    pendingReason = null;
    changed(reason.at());
    return true;
  }

  /**
   * Tuya Cloud does not take the device up at present; false for a repeated or an outdated word.
   *
   * @param why for a person
   */
  public boolean postpone(long submitted, String why, Instant now) {
    Objects.requireNonNull(why, "why");
    if (!awaitsAnswerTo(submitted) || why.equals(pendingReason)) {
      return false;
    }
    pendingReason = why;
    changed(now);
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
    submitAnew(Objects.requireNonNull(code, "code"), null, now);
  }

  /** As {@link #bindAnew}, as a device of another maker's. */
  public void registerAnew(String product, Instant now) {
    submitAnew(null, Objects.requireNonNull(product, "product"), now);
  }

  private void submitAnew(String code, String product, Instant now) {
    if (lifeCycle == LifeCycle.ACTIVATED) {
      throw new IllegalStateException("An active device keeps its bind code and its product");
    }
    bindCode = code;
    productId = product;
    lifeCycle = LifeCycle.SHADOW;
    rejection = null;
    pendingReason = null;
    submittedAt = now;
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

  /** Empty for a device of another maker's. */
  public Optional<String> bindCode() {
    return Optional.ofNullable(bindCode);
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

  /** Since when Tuya Cloud's answer has been awaited; empty when it is not. */
  public Optional<Instant> pendingSince() {
    return lifeCycle == LifeCycle.SHADOW
        ? Optional.of(submittedAt == null ? registeredAt : submittedAt)
        : Optional.empty();
  }

  /** Why Tuya Cloud does not take the device up, as far as it is known. */
  public Optional<String> pendingReason() {
    return Optional.ofNullable(pendingReason);
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
