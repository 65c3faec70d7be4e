package iot.smarthome.search;

import iot.smarthome.search.indexing.entity.Kind;
import iot.smarthome.search.indexing.entity.Position;
import iot.smarthome.search.indexing.entity.Thing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Things for tests: places are named by paths of ids, {@code "b1/f1/a1/r1"}. */
public final class Things {

  public static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");

  private Things() {}

  /**
   * @param path ids from the building to the place itself
   */
  public static Thing place(String path, String name, long version) {
    return place(path, name, version, null, null);
  }

  public static Thing place(
      String path, String name, long version, Position position, String group) {
    List<String> ids = List.of(path.split("/"));
    String id = ids.get(ids.size() - 1);
    List<String> around = around(ids.subList(0, ids.size() - 1));
    return new Thing(
        id,
        Kind.values()[ids.size() - 1],
        version,
        true,
        NOW,
        name,
        id.toUpperCase(java.util.Locale.ROOT),
        null,
        null,
        null,
        null,
        null,
        null,
        group,
        around.isEmpty() ? null : around.get(0),
        around,
        position);
  }

  public static Thing device(String id, String path, String name, long version) {
    return device(id, path, name, version, "ywbj", "ACTIVATED");
  }

  public static Thing device(
      String id, String path, String name, long version, String category, String lifeCycle) {
    List<String> around = around(List.of(path.split("/")));
    return new Thing(
        id,
        Kind.DEVICE,
        version,
        true,
        NOW,
        name,
        null,
        "SN-" + id,
        category,
        lifeCycle,
        "ONLINE",
        null,
        null,
        null,
        around.get(0),
        around,
        null);
  }

  private static List<String> around(List<String> ids) {
    List<String> around = new ArrayList<>();
    ids.forEach(id -> around.add(0, id));
    return around;
  }
}
