package iot.smarthome.tuya.registration.control;

import iot.smarthome.tuya.cloud.gateway.TuyaCloud;
import iot.smarthome.tuya.cloud.gateway.TuyaCloudException;
import iot.smarthome.tuya.cloud.gateway.TuyaCloudException.Fault;
import iot.smarthome.tuya.places.control.PlaceDevice;
import iot.smarthome.tuya.registration.entity.Binding;
import iot.smarthome.tuya.registration.gateway.Bindings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Optional;

/** Brings one registered device into Tuya Cloud, and to where it hangs. */
@ApplicationScoped
public class PairDevice {

  private final TuyaCloud cloud;
  private final BindHardware bindHardware;
  private final RegisterThirdParty registerThirdParty;
  private final ReleaseDevice releaseDevice;
  private final PlaceDevice placeDevice;
  private final Bindings bindings;
  private final RecentBindings recent;
  private final RegistrationOutcome outcome;

  /** For the container's proxy. */
  protected PairDevice() {
    this(null, null, null, null, null, null, null, null);
  }

  @Inject
  public PairDevice(
      TuyaCloud cloud,
      BindHardware bindHardware,
      RegisterThirdParty registerThirdParty,
      ReleaseDevice releaseDevice,
      PlaceDevice placeDevice,
      Bindings bindings,
      RecentBindings recent,
      RegistrationOutcome outcome) {
    this.cloud = cloud;
    this.bindHardware = bindHardware;
    this.registerThirdParty = registerThirdParty;
    this.releaseDevice = releaseDevice;
    this.placeDevice = placeDevice;
    this.bindings = bindings;
    this.recent = recent;
    this.outcome = outcome;
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
    if (own.isPresent() && isOf(submission, own.get())) {
      Binding again = own.get().withRegistrationVersion(submission.version());
      outcome.confirmed(again, submission.traceparent());
      bindings.save(again);
      return;
    }
    try {
      bind(submission, own);
    } catch (TuyaCloudException e) {
      if (e.fault() != Fault.REJECTED) {
        outcome.postponed(submission, e.code(), e.words(), e.explanation());
        throw e;
      }
      outcome.rejected(submission, e.code(), e.words(), e.explanation());
    }
  }

  private static boolean isOf(Submission submission, Binding binding) {
    return submission.isThirdParty()
        ? binding.isThirdParty() && binding.productId().equals(submission.productId())
        : binding.hasBindCode(submission.bindCode());
  }

  private void bind(Submission submission, Optional<Binding> own) {
    own.ifPresent(former -> releaseDevice.release(former.deviceId()));
    Optional<Binding> claimed =
        Optional.ofNullable(submission.bindCode()).flatMap(bindings::ofBindCode);
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
    String tuyaDeviceId =
        submission.isThirdParty()
            ? registerThirdParty.register(submission)
            : bindHardware.bind(submission, claimed.map(Binding::tuyaDeviceId));
    JsonObject details = cloud.details(tuyaDeviceId);
    SpecificationText specification = SpecificationText.of(cloud.specification(tuyaDeviceId));
    placeDevice.placed(
        submission.deviceId(), tuyaDeviceId, submission.path(), text(details, "asset_id", null));
    Binding binding =
        new Binding(
            submission.deviceId(),
            tuyaDeviceId,
            submission.bindCode(),
            text(
                details,
                "product_id",
                submission.isThirdParty() ? submission.productId() : "unknown"),
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

  private void drop(Binding former) {
    bindings.remove(former.deviceId());
    placeDevice.forget(former.deviceId());
    recent.forget(former.tuyaDeviceId());
  }

  private static String text(JsonObject json, String name, String fallback) {
    String text = json.getString(name, fallback);
    return text == null || text.isBlank() ? fallback : text;
  }
}
