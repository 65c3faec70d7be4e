package iot.smarthome.search.indexing.entity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a place gives to everything that lies in it.
 *
 * @param live false when it is gone or has not been heard of
 * @param parentId the place around it; null for a building
 * @param position its own, may be null
 * @param group its own responsible group, may be null
 */
public record Place(
    String id,
    Kind kind,
    boolean live,
    String name,
    String parentId,
    Position position,
    String group) {

  private static final int MARK_BYTES = 8;

  /** A place that nobody has told of yet. */
  public static Place unknown(String id) {
    return new Place(id, null, false, null, null, null, null);
  }

  /**
   * @param thing a place, living or gone
   */
  public static Place of(Thing thing) {
    return thing.live()
        ? new Place(
            thing.id(),
            thing.kind(),
            true,
            thing.name(),
            thing.parentId(),
            thing.position(),
            thing.group())
        : new Place(thing.id(), thing.kind(), false, null, null, null, null);
  }

  /**
   * The id with a fingerprint of what it gives. A thing keeps the marks of its places; one that
   * lacks the mark of today was written with what the place was before.
   */
  public String mark() {
    if (!live) {
      return id + "@-";
    }
    String given = String.join("\u0000", name, parentId + "", position + "", group + "");
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(given.getBytes(StandardCharsets.UTF_8));
      return id + "@" + HexFormat.of().formatHex(hash, 0, MARK_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
