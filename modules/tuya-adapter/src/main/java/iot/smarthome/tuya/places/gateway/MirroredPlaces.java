package iot.smarthome.tuya.places.gateway;

import iot.smarthome.tuya.places.entity.MirroredPlace;
import java.util.List;
import java.util.Optional;

/** The places that we know of, and their assets. */
public interface MirroredPlaces {

  Optional<MirroredPlace> find(String id);

  /** The place that an asset stands for. */
  Optional<MirroredPlace> ofAsset(String assetId);

  /** Those whose assets lie in an asset. */
  List<MirroredPlace> inAsset(String parentAssetId);

  /**
   * Stores what has become of a place.
   *
   * @param assetId that it had when it was read, null for none
   * @return false when it has another one meanwhile, and nothing was stored
   */
  boolean save(MirroredPlace place, String assetId);

  void remove(String id);
}
