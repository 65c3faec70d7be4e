package iot.smarthome.tuya.places.control;

import iot.smarthome.tuya.cloud.gateway.TuyaAssets;
import iot.smarthome.tuya.places.entity.Placement;
import iot.smarthome.tuya.places.gateway.Placements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Puts devices into the asset of the place that they hang in. Each step may be repeated. */
@ApplicationScoped
public class PlaceDevice {

  private final MirrorPlaces mirrorPlaces;
  private final TuyaAssets assets;
  private final Placements placements;

  /** For the container's proxy. */
  protected PlaceDevice() {
    this(null, null, null);
  }

  @Inject
  public PlaceDevice(MirrorPlaces mirrorPlaces, TuyaAssets assets, Placements placements) {
    this.mirrorPlaces = mirrorPlaces;
    this.assets = assets;
    this.placements = placements;
  }

  /**
   * Notes where Tuya has a device, and moves it if that is not where ours hangs.
   *
   * @param path ids of our places from the building on
   * @param assetId where Tuya says that it is, null when it does not say
   */
  public void placed(String deviceId, String tuyaDeviceId, List<String> path, String assetId) {
    String wanted = mirrorPlaces.asset(path);
    if (!wanted.equals(assetId)) {
      assets.transfer(tuyaDeviceId, assetId, wanted);
    }
    placements.save(new Placement(deviceId, tuyaDeviceId, path.get(path.size() - 1), wanted));
  }

  /** Moves a device after ours, if it is known and has moved. */
  public void follow(String deviceId, String tuyaDeviceId, List<String> path) {
    Optional<Placement> known =
        placements.ofDevice(deviceId).filter(at -> at.tuyaDeviceId().equals(tuyaDeviceId));
    if (known.isEmpty() || !known.get().placeId().equals(path.get(path.size() - 1))) {
      placed(deviceId, tuyaDeviceId, path, known.map(Placement::assetId).orElse(null));
    }
  }

  public void forget(String deviceId) {
    placements.remove(deviceId);
  }
}
