package iot.smarthome.tuya.registration.control;

import iot.smarthome.tuya.cloud.gateway.TuyaAssets;
import iot.smarthome.tuya.cloud.gateway.TuyaCloud;
import iot.smarthome.tuya.cloud.gateway.TuyaCloud.PairingAnswer;
import iot.smarthome.tuya.cloud.gateway.TuyaCloudException;
import iot.smarthome.tuya.places.control.MirrorPlaces;
import iot.smarthome.tuya.registration.gateway.Bindings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Binds Tuya's hardware by the code that is printed on it, into the asset of its place. One that is
 * bound already may have been bound by ourselves, when the answer was lost.
 */
@ApplicationScoped
public class BindHardware {

  // Tuya's clock and ours need not be the same
  private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(5);

  private final TuyaCloud cloud;
  private final TuyaAssets assets;
  private final MirrorPlaces mirrorPlaces;
  private final Bindings bindings;

  /** For the container's proxy. */
  protected BindHardware() {
    this(null, null, null, null);
  }

  @Inject
  public BindHardware(
      TuyaCloud cloud, TuyaAssets assets, MirrorPlaces mirrorPlaces, Bindings bindings) {
    this.cloud = cloud;
    this.assets = assets;
    this.mirrorPlaces = mirrorPlaces;
    this.bindings = bindings;
  }

  /**
   * @param known Tuya's id of the device that has this bind code, as far as we know
   * @return Tuya's id of the device
   * @throws TuyaCloudException when it is refused, or has to wait
   */
  String bind(Submission submission, Optional<String> known) {
    String asset = mirrorPlaces.asset(submission.path());
    PairingAnswer answer = cloud.pair(submission.bindCode(), asset);
    if (answer.bound()) {
      return answer.tuyaDeviceId();
    }
    return Optional.ofNullable(answer.tuyaDeviceId())
        .or(() -> known)
        .filter(this::isOurs)
        .or(() -> answer.tuyaDeviceId() == null ? unclaimed(submission, asset) : Optional.empty())
        .orElseThrow(answer::refusal);
  }

  private boolean isOurs(String tuyaDeviceId) {
    String asset = cloud.details(tuyaDeviceId).getString("asset_id", "");
    return asset.isEmpty() || mirrorPlaces.isOurs(asset);
  }

  /**
   * Tuya says that the code is used up, and not by which device: the one that came to this asset
   * since the registration, if that is a single one which nobody has.
   */
  private Optional<String> unclaimed(Submission submission, String asset) {
    Instant since = submission.submittedAt().minus(CLOCKS_DIFFER_BY);
    List<String> candidates =
        assets.devices(asset).stream()
            .filter(id -> bindings.ofTuyaDevice(id).isEmpty())
            .filter(id -> isNewOf(submission.category(), since, cloud.details(id)))
            .toList();
    return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
  }

  private static boolean isNewOf(String category, Instant since, JsonObject details) {
    return category.equals(details.getString("category", ""))
        && details.getInt("active_time", 0) >= since.getEpochSecond();
  }
}
