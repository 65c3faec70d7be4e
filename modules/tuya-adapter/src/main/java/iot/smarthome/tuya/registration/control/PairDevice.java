package iot.smarthome.tuya.registration.control;

import iot.smarthome.tuya.cloud.gateway.CloudSettings;
import iot.smarthome.tuya.cloud.gateway.TuyaCloud;
import iot.smarthome.tuya.cloud.gateway.TuyaCloud.PairingAnswer;
import iot.smarthome.tuya.cloud.gateway.TuyaCloudException;
import iot.smarthome.tuya.cloud.gateway.TuyaCloudException.Fault;
import iot.smarthome.tuya.registration.entity.Binding;
import iot.smarthome.tuya.registration.gateway.Bindings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Optional;

/** Brings one registered device into Tuya Cloud. */
@ApplicationScoped
public class PairDevice {

  private final TuyaCloud cloud;
  private final Bindings bindings;
  private final RecentBindings recent;
  private final RegistrationOutcome outcome;
  private final String assetId;

  /** For the container's proxy. */
  protected PairDevice() {
    this.cloud = null;
    this.bindings = null;
    this.recent = null;
    this.outcome = null;
    this.assetId = null;
  }

  @Inject
  public PairDevice(
      TuyaCloud cloud,
      Bindings bindings,
      RecentBindings recent,
      RegistrationOutcome outcome,
      CloudSettings settings) {
    this.cloud = cloud;
    this.bindings = bindings;
    this.recent = recent;
    this.outcome = outcome;
    this.assetId = settings.assetId();
  }

  /**
   * May be repeated.
   *
   * @throws TuyaCloudException when it has to wait: Tuya is away, or does not let the project call
   */
  public void pair(Submission submission) {
    Optional<Binding> own = bindings.ofDevice(submission.deviceId());
    if (own.isPresent() && submission.version() < own.get().registrationVersion()) {
      return;
    }
    if (own.isPresent() && own.get().hasBindCode(submission.bindCode())) {
      Binding again = own.get().withRegistrationVersion(submission.version());
      outcome.confirmed(again, submission.traceparent());
      bindings.save(again);
      return;
    }
    try {
      bind(submission, own);
    } catch (TuyaCloudException e) {
      if (e.fault() != Fault.REJECTED) {
        throw e;
      }
      outcome.rejected(submission, e.code(), e.words(), e.explanation());
    }
  }

  private void bind(Submission submission, Optional<Binding> own) {
    own.ifPresent(
        former -> {
          cloud.release(former.tuyaDeviceId());
          drop(former);
        });
    Optional<Binding> claimed = bindings.ofBindCode(submission.bindCode());
    if (claimed.isPresent()) {
      // deletion of one device and registration of another with its code come in any order: the
      // later claim counts, so that a repeated old event takes nothing away
      if (!isLater(submission, claimed.get())) {
        outcome.rejected(
            submission,
            "bind-code-in-use",
            "bind code in use",
            "Another device is registered with this bind code. Check the code on the device, or"
                + " delete the other device first.");
        return;
      }
    }
    String tuyaDeviceId = paired(submission.bindCode(), claimed.map(Binding::tuyaDeviceId));
    JsonObject details = cloud.details(tuyaDeviceId);
    SpecificationText specification = SpecificationText.of(cloud.specification(tuyaDeviceId));
    Binding binding =
        new Binding(
            submission.deviceId(),
            tuyaDeviceId,
            submission.bindCode(),
            text(details, "product_id", "unknown"),
            text(details, "category", submission.category()),
            specification.json(),
            submission.version(),
            submission.submittedAt());
    // confirmed goes first: who follows the stream hears of the device before it hears from it
    outcome.confirmed(binding, submission.traceparent());
    bindings
        .ofTuyaDevice(tuyaDeviceId)
        .filter(former -> !former.deviceId().equals(binding.deviceId()))
        .ifPresent(this::drop);
    bindings.save(binding);
    recent.forget(tuyaDeviceId);
  }

  /** Ids of ours are in the order of registration, too: they decide between equal times. */
  private static boolean isLater(Submission submission, Binding claim) {
    int time = submission.submittedAt().compareTo(claim.submittedAt());
    return time > 0 || time == 0 && submission.deviceId().compareTo(claim.deviceId()) > 0;
  }

  private String paired(String bindCode, Optional<String> known) {
    PairingAnswer answer = cloud.pair(bindCode);
    if (answer.bound()) {
      return answer.tuyaDeviceId();
    }
    String candidate =
        Optional.ofNullable(answer.tuyaDeviceId()).or(() -> known).orElseThrow(answer::refusal);
    // bound already: by ourselves, when the answer to an earlier call was lost, or by somebody else
    JsonObject details = cloud.details(candidate);
    if (!assetId.equals(text(details, "asset_id", assetId))) {
      throw answer.refusal();
    }
    return candidate;
  }

  private void drop(Binding former) {
    bindings.remove(former.deviceId());
    recent.forget(former.tuyaDeviceId());
  }

  private static String text(JsonObject json, String name, String fallback) {
    String text = json.getString(name, fallback);
    return text == null || text.isBlank() ? fallback : text;
  }
}
