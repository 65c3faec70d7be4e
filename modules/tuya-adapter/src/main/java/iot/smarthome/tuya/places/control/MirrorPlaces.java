package iot.smarthome.tuya.places.control;

import iot.smarthome.tuya.cloud.gateway.CloudSettings;
import iot.smarthome.tuya.cloud.gateway.TuyaAssets;
import iot.smarthome.tuya.cloud.gateway.TuyaCloudException;
import iot.smarthome.tuya.cloud.gateway.TuyaCloudException.Fault;
import iot.smarthome.tuya.places.entity.MirroredPlace;
import iot.smarthome.tuya.places.entity.Placement;
import iot.smarthome.tuya.places.gateway.MirroredPlaces;
import iot.smarthome.tuya.places.gateway.Placements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keeps assets of Tuya's like our places. Each step may be repeated. */
@ApplicationScoped
public class MirrorPlaces {

  private static final int BATCH = 100;
  // Tuya does not say how long a name may be; this is what its console takes
  private static final int LONGEST_NAME = 64;

  private final TuyaAssets assets;
  private final MirroredPlaces places;
  private final Placements placements;
  private final String root;
  private final boolean mirroring;

  /** For the container's proxy. */
  protected MirrorPlaces() {
    this.assets = null;
    this.places = null;
    this.placements = null;
    this.root = null;
    this.mirroring = false;
  }

  @Inject
  public MirrorPlaces(
      TuyaAssets assets,
      MirroredPlaces places,
      Placements placements,
      CloudSettings settings,
      @ConfigProperty(name = "smarthome.tuya.mirror-places") boolean mirroring) {
    this.assets = assets;
    this.places = places;
    this.placements = placements;
    this.root = settings.assetId();
    this.mirroring = mirroring;
  }

  /**
   * The asset of a place, made if there is none. Where Tuya makes none, it is that of the place
   * around: a device is better there than nowhere.
   *
   * @param path ids of our places from the building on
   */
  public String asset(List<String> path) {
    String asset = root;
    String parentId = null;
    for (String id : mirroring ? path : List.<String>of()) {
      MirroredPlace place = places.find(id).orElse(MirroredPlace.unheardOf(id, parentId));
      try {
        asset = place.hasAsset() ? place.assetId() : hung(place, asset).assetId();
      } catch (TuyaCloudException e) {
        if (e.fault() != Fault.REJECTED) {
          throw e;
        }
        assets.refused("create", e);
        return asset;
      }
      parentId = id;
    }
    return asset;
  }

  /** Whether an asset is one of ours, or the one that they all lie in. */
  public boolean isOurs(String assetId) {
    return root.equals(assetId) || places.ofAsset(assetId).isPresent();
  }

  /**
   * Building Service has told of a place.
   *
   * @param path ids of our places from the building on, its own the last
   * @param name its code and name
   */
  public void changed(List<String> path, String name, long version) {
    String id = path.get(path.size() - 1);
    String parentId = path.size() > 1 ? path.get(path.size() - 2) : null;
    Optional<MirroredPlace> stored = places.find(id);
    if (stored.isPresent() && stored.get().version() >= version) {
      return;
    }
    MirroredPlace known = stored.orElse(MirroredPlace.unheardOf(id, parentId));
    MirroredPlace place = known.told(shortened(name), parentId, known.version());
    if (place.isMisnamed()) {
      assets.rename(place.assetId(), place.name());
      place = saved(place.renamed(), place.assetId());
    }
    if (place.hasAsset()) {
      place = rehung(place, asset(path.subList(0, path.size() - 1)));
    }
    // last, so that a change that was followed by half is followed again
    saved(place.told(place.name(), parentId, version), place.assetId());
  }

  /** Its asset goes, too; Building Service removes no place that holds anything. */
  public void removed(String id) {
    Optional<MirroredPlace> place = places.find(id);
    place.filter(MirroredPlace::hasAsset).ifPresent(gone -> assets.remove(gone.assetId()));
    places.remove(id);
  }

  private MirroredPlace rehung(MirroredPlace place, String parentAsset) {
    MirroredPlace now = place;
    if (!place.liesIn(parentAsset)) {
      if (place.formerAssetId() != null) {
        now = settled(place);
      }
      now = hung(now, parentAsset);
    }
    return now.formerAssetId() == null ? now : settled(now);
  }

  /** Brings devices and places out of the asset where the place was before, and removes that. */
  private MirroredPlace settled(MirroredPlace place) {
    String former = place.formerAssetId();
    for (MirroredPlace below : places.inAsset(former)) {
      rehung(below, place.assetId());
    }
    List<Placement> left = placements.inAsset(former, BATCH);
    while (!left.isEmpty()) {
      for (Placement placement : left) {
        assets.transfer(placement.tuyaDeviceId(), former, place.assetId());
        placements.save(placement.in(place.assetId()));
      }
      left = placements.inAsset(former, BATCH);
    }
    assets.remove(former);
    return saved(place.settled(), place.assetId());
  }

  /** Finds the asset below its parent, or makes it. */
  private MirroredPlace hung(MirroredPlace place, String parentAsset) {
    Optional<String> found =
        assets.named(place.name(), parentAsset).stream()
            .filter(asset -> places.ofAsset(asset).isEmpty())
            .findFirst();
    String asset = found.orElseGet(() -> assets.create(place.name(), parentAsset));
    MirroredPlace hung = place.at(asset, parentAsset);
    if (places.save(hung, place.assetId())) {
      return hung;
    }
    MirroredPlace others = places.find(place.id()).orElseThrow(ConcurrentMirrorException::new);
    if (found.isEmpty() && !asset.equals(others.assetId())) {
      assets.remove(asset);
    }
    if (!others.hasAsset()) {
      throw new ConcurrentMirrorException();
    }
    return others;
  }

  private MirroredPlace saved(MirroredPlace place, String assetId) {
    if (!places.save(place, assetId)) {
      throw new ConcurrentMirrorException();
    }
    return place;
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }
}
