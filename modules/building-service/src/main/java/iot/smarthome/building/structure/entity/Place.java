package iot.smarthome.building.structure.entity;

import jakarta.nosql.Column;
import jakarta.nosql.Convert;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A building, floor, area or room. It knows the ids of all it lies in, so that a subtree is one
 * query. Every change raises the version by one.
 */
@Entity("places")
public class Place {

  @Id private String id;
  @Column private PlaceKind kind;
  @Column private String parentId;
  @Column private String buildingId;
  @Column private String floorId;
  @Column private String areaId;
  @Column private String roomId;
  @Column private String code;
  @Column private String name;
  @Column private String address;
  @Column private GeoPosition geo;
  @Column private String usage;
  @Column private String responsibleGroup;
  @Column private String planId;
  @Column private Long planVersion;

  @Column
  @Convert(InstantAsDate.class)
  private Instant createdAt;

  @Column
  @Convert(InstantAsDate.class)
  private Instant updatedAt;

  @Column private long version;

  /** For the mapping. */
  protected Place() {}

  private Place(String id, PlaceKind kind, Place parent, Description description, Instant at) {
    this.id = Objects.requireNonNull(id, "id");
    this.kind = kind;
    if (parent != null) {
      takeAncestorsFrom(parent);
    }
    switch (kind) {
      case BUILDING -> buildingId = id;
      case FLOOR -> floorId = id;
      case AREA -> areaId = id;
      case ROOM -> roomId = id;
    }
    set(description);
    this.createdAt = at;
    this.updatedAt = at;
    this.version = 1;
  }

  public static Place building(String id, Description description, Instant at) {
    return new Place(id, PlaceKind.BUILDING, null, description, at);
  }

  /**
   * A place directly in this one.
   *
   * @throws IllegalStateException when this is a room
   */
  public Place child(String childId, Description description, Instant at) {
    PlaceKind below =
        kind.child().orElseThrow(() -> new IllegalStateException("Nothing lies in a room"));
    return new Place(childId, below, this, description, at);
  }

  /** Describes the place anew; nothing changes when it is so already. */
  public void describe(Description description, Instant at) {
    if (!description.equals(description())) {
      set(description);
      updatedAt = at;
      version++;
    }
  }

  private void takeAncestorsFrom(Place parent) {
    parentId = parent.id;
    buildingId = parent.buildingId;
    if (kind != PlaceKind.FLOOR) {
      floorId = parent.floorId;
    }
    if (kind == PlaceKind.ROOM) {
      areaId = parent.areaId;
    }
  }

  /** Whether this is the place's parent, and the place knows where the parent lies now. */
  public boolean liesDirectlyIn(Place parent) {
    return Objects.equals(parentId, parent.id)
        && Objects.equals(buildingId, parent.buildingId)
        && (kind == PlaceKind.FLOOR || Objects.equals(floorId, parent.floorId))
        && (kind != PlaceKind.ROOM || Objects.equals(areaId, parent.areaId));
  }

  /** Whether this is the other place, or lies somewhere in it. */
  public boolean isWithin(Place other) {
    return switch (other.kind) {
      case BUILDING -> other.id.equals(buildingId);
      case FLOOR -> other.id.equals(floorId);
      case AREA -> other.id.equals(areaId);
      case ROOM -> other.id.equals(roomId);
    };
  }

  /**
   * Lays the place into another parent, or again into its own when that has moved. What lies in the
   * place is to follow.
   *
   * @throws IllegalArgumentException when nothing of the place's kind lies directly in the parent's
   */
  public void lieIn(Place parent, Instant at) {
    if (!parent.kind.child().equals(Optional.of(kind))) {
      throw new IllegalArgumentException("No " + kind + " lies directly in a " + parent.kind);
    }
    takeAncestorsFrom(parent);
    updatedAt = at;
    version++;
  }

  /**
   * Gives a floor another plan; the plan's version grows from plan to plan, also over a time
   * without one.
   *
   * @param newPlanId where the plan is kept, null for none
   */
  public void drawPlan(String newPlanId, Instant at) {
    planId = newPlanId;
    planVersion = planVersion == null ? 1 : planVersion + 1;
    updatedAt = at;
    version++;
  }

  /** The place after its removal was taken back: two versions on. */
  public Place revived(Instant at) {
    updatedAt = at;
    version += 2;
    return this;
  }

  private void set(Description description) {
    code = description.code();
    name = description.name();
    address = description.address();
    geo = description.geo();
    usage = description.usage();
    responsibleGroup = description.responsibleGroup();
  }

  public Description description() {
    GeoPosition position = geo == null || !geo.isReal() ? null : geo;
    return new Description(code, name, address, position, usage, responsibleGroup);
  }

  public String id() {
    return id;
  }

  public PlaceKind kind() {
    return kind;
  }

  /** Null for a building. */
  public String parentId() {
    return parentId;
  }

  public String buildingId() {
    return buildingId;
  }

  /** Null for a building. */
  public String floorId() {
    return floorId;
  }

  /** Null for a building or floor. */
  public String areaId() {
    return areaId;
  }

  /** Null for all but a room. */
  public String roomId() {
    return roomId;
  }

  /** Where the floor's plan is kept; null when there is none. */
  public String planId() {
    return planId;
  }

  /** Which of the floor's plans it is, counted from 1; null when there is none. */
  public Long planVersion() {
    return planId == null ? null : planVersion;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant updatedAt() {
    return updatedAt;
  }

  public long version() {
    return version;
  }
}
