package iot.smarthome.search.indexing.entity;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A place or a device as its owner tells of it: what it is by itself, without what it takes from
 * the places around it.
 *
 * @param version of the aggregate; 0 for a deletion whose version nobody knows
 * @param live false when it is gone; then all but id, kind, version and time is null
 * @param code of a place
 * @param serial of a device
 * @param group the responsible group of the place itself
 * @param parentId the place that it lies in, the nearest one; null for a building
 * @param declared the places that its owner says it lies in, the nearest first
 * @param position of the place itself
 */
public record Thing(
    String id,
    Kind kind,
    long version,
    boolean live,
    Instant updatedAt,
    String name,
    String code,
    String serial,
    String category,
    String lifeCycle,
    String connectivity,
    String usage,
    String address,
    String group,
    String parentId,
    List<String> declared,
    Position position) {

  /** What no version of a living thing reaches. */
  private static final long LAST = 1L << 62;

  public Thing {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(updatedAt, "updatedAt");
    if (live) {
      Objects.requireNonNull(name, "name");
    }
    declared = List.copyOf(declared);
  }

  /** Something that is gone. */
  public static Thing gone(String id, Kind kind, long version, Instant at) {
    return new Thing(
        id, kind, version, false, at, null, null, null, null, null, null, null, null, null, null,
        List.of(), null);
  }

  /**
   * The order of writes: by version, and of one version the deletion last. A deletion without a
   * version is the end: ids are never used again.
   */
  public long order() {
    if (!live && version == 0) {
      return LAST;
    }
    return 2 * version + (live ? 0 : 1);
  }
}
