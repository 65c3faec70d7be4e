package iot.smarthome.tuya.places.control;

import iot.smarthome.tuya.places.entity.MirroredPlace;
import iot.smarthome.tuya.places.entity.Placement;
import iot.smarthome.tuya.places.gateway.MirroredPlaces;
import iot.smarthome.tuya.places.gateway.Placements;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Places and placements for tests, by the rules of the stored ones. */
public final class InMemoryMirror implements MirroredPlaces {

  private final Map<String, MirroredPlace> stored = new TreeMap<>();
  final InMemoryPlacements placements = new InMemoryPlacements();

  /** Placements for tests. */
  public static final class InMemoryPlacements implements Placements {

    private final Map<String, Placement> stored = new TreeMap<>();

    @Override
    public Optional<Placement> ofDevice(String deviceId) {
      return Optional.ofNullable(stored.get(deviceId));
    }

    @Override
    public List<Placement> inAsset(String assetId, int limit) {
      return stored.values().stream()
          .filter(at -> at.assetId().equals(assetId))
          .limit(limit)
          .toList();
    }

    @Override
    public void save(Placement placement) {
      stored.put(placement.deviceId(), placement);
    }

    @Override
    public void remove(String deviceId) {
      stored.remove(deviceId);
    }
  }

  public InMemoryPlacements placements() {
    return placements;
  }

  @Override
  public Optional<MirroredPlace> find(String id) {
    return Optional.ofNullable(stored.get(id));
  }

  @Override
  public Optional<MirroredPlace> ofAsset(String assetId) {
    return stored.values().stream().filter(place -> assetId.equals(place.assetId())).findFirst();
  }

  @Override
  public List<MirroredPlace> inAsset(String parentAssetId) {
    return stored.values().stream()
        .filter(place -> parentAssetId.equals(place.parentAssetId()))
        .toList();
  }

  @Override
  public boolean save(MirroredPlace place, String assetId) {
    MirroredPlace known = stored.get(place.id());
    if (known != null && !Objects.equals(known.assetId(), assetId)) {
      return false;
    }
    stored.put(place.id(), place);
    return true;
  }

  @Override
  public void remove(String id) {
    stored.remove(id);
  }
}
