package iot.smarthome.tuya.places.gateway;

import iot.smarthome.tuya.places.entity.Placement;
import java.util.List;
import java.util.Optional;

/** Where devices are in Tuya Cloud. */
public interface Placements {

  Optional<Placement> ofDevice(String deviceId);

  /** At most {@code limit} devices of an asset. */
  List<Placement> inAsset(String assetId, int limit);

  void save(Placement placement);

  void remove(String deviceId);
}
