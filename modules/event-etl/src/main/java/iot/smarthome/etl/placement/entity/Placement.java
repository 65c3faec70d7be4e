package iot.smarthome.etl.placement.entity;

import jakarta.nosql.Column;
import jakarta.nosql.Convert;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What device it is and where, as of one version of the device. A device that is gone has no
 * location, and stays gone.
 */
@Entity("placements")
public class Placement {

  @Id private String deviceId;
  @Column private String category;
  @Column private String productId;
  @Column private long version;

  // fields of its own: the mapping makes an object of an embedded one also where there is none
  @Column private String buildingId;
  @Column private String floorId;
  @Column private String areaId;
  @Column private String roomId;

  @Column
  @Convert(InstantAsDate.class)
  private Instant goneAt;

  /** For the mapping from the store. */
  protected Placement() {}

  private Placement(String deviceId, long version) {
    this.deviceId = Objects.requireNonNull(deviceId, "deviceId");
    this.version = version;
  }

  /**
   * @param category Tuya category
   * @param productId null until Tuya Cloud has confirmed the device
   * @param version of the device
   */
  public static Placement of(
      String deviceId, String category, String productId, Location location, long version) {
    Placement placement = new Placement(deviceId, version);
    placement.category = Objects.requireNonNull(category, "category");
    placement.productId = productId;
    placement.buildingId = location.buildingId();
    placement.floorId = location.floorId();
    placement.areaId = location.areaId();
    placement.roomId = location.roomId();
    return placement;
  }

  public static Placement gone(String deviceId, long version, Instant at) {
    Placement placement = new Placement(deviceId, version);
    placement.goneAt = Objects.requireNonNull(at, "at");
    return placement;
  }

  /** Whether this is to take the place of the other; ids are never used again. */
  public boolean replaces(Placement other) {
    return !other.isGone() && (isGone() || version > other.version);
  }

  public boolean isGone() {
    return goneAt != null;
  }

  public String deviceId() {
    return deviceId;
  }

  public Optional<String> category() {
    return Optional.ofNullable(category);
  }

  public Optional<String> productId() {
    return Optional.ofNullable(productId);
  }

  public Optional<Location> location() {
    return buildingId == null
        ? Optional.empty()
        : Optional.of(new Location(buildingId, floorId, areaId, roomId));
  }

  public long version() {
    return version;
  }
}
