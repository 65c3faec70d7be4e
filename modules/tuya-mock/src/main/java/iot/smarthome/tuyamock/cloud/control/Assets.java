package iot.smarthome.tuyamock.cloud.control;

import iot.smarthome.tuyamock.cloud.entity.Asset;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The project's tree of places, in order of their ids. */
@ApplicationScoped
public class Assets {

  private final ConcurrentSkipListMap<String, Asset> assets = new ConcurrentSkipListMap<>();
  private final AtomicLong ids = new AtomicLong();

  /** For the container's proxy. */
  protected Assets() {}

  @Inject
  public Assets(
      @ConfigProperty(name = "smarthome.mock.assets") List<String> roots, CloudClock clock) {
    roots.forEach(id -> assets.put(id, new Asset(id, id, "")));
    // as long as Tuya's, and later ones are greater over a restart too
    ids.set(clock.millis() * 1_000_000);
  }

  /**
   * @param parentId empty for a root
   * @throws CloudError 1109 without a name, 1000 without such a parent
   */
  public Asset create(String name, String parentId) {
    if (name == null || name.isBlank()) {
      throw CloudError.illegalParameter();
    }
    if (!parentId.isEmpty()) {
      get(parentId);
    }
    Asset asset = new Asset(Long.toString(ids.incrementAndGet()), name, parentId);
    assets.put(asset.id(), asset);
    return asset;
  }

  /** Takes what was kept over a restart. */
  void restore(Collection<Asset> kept) {
    kept.forEach(asset -> assets.put(asset.id(), asset));
  }

  public Optional<Asset> find(String id) {
    return Optional.ofNullable(assets.get(id));
  }

  /**
   * @throws CloudError 1000
   */
  public Asset get(String id) {
    return find(id).orElseThrow(CloudError::dataMissing);
  }

  /**
   * @throws CloudError 1000, or 1109 without a name
   */
  public void rename(String id, String name) {
    if (name == null || name.isBlank()) {
      throw CloudError.illegalParameter();
    }
    get(id);
    assets.computeIfPresent(id, (same, asset) -> asset.renamed(name));
  }

  /** Removes it with all below it. */
  void remove(String id) {
    below(id).forEach(asset -> assets.remove(asset.id()));
    assets.remove(id);
  }

  public Collection<Asset> all() {
    return assets.values();
  }

  /**
   * @param id empty for the roots
   */
  public List<Asset> children(String id) {
    return assets.values().stream().filter(asset -> asset.parentId().equals(id)).toList();
  }

  /** All below it, however deep. */
  public List<Asset> below(String id) {
    List<Asset> found = new ArrayList<>();
    Deque<String> open = new ArrayDeque<>(List.of(id));
    while (!open.isEmpty()) {
      for (Asset child : children(open.remove())) {
        found.add(child);
        open.add(child.id());
      }
    }
    return found;
  }

  /** These and all below them. */
  public Set<String> withBelow(Set<String> ids) {
    Set<String> all = new HashSet<>(ids);
    ids.forEach(id -> below(id).forEach(asset -> all.add(asset.id())));
    return all;
  }

  /** Names from the root on, as {@code asset_full_name} joins them. */
  public String path(Asset asset) {
    Optional<Asset> parent = find(asset.parentId());
    return parent.map(above -> path(above) + "/" + asset.name()).orElse(asset.name());
  }
}
