package iot.smarthome.tuya.registration.entity;

import java.time.Instant;

/**
 * One device of ours bound to one of Tuya's.
 *
 * @param deviceId ours
 * @param tuyaDeviceId Tuya's
 * @param bindCode what the engineer scanned; null for a device of a third party
 * @param category Tuya category, e.g. {@code ywbj}
 * @param specification Tuya's {@code {functions[], status[]}} as JSON text
 * @param registrationVersion version of our device that was submitted
 * @param submittedAt when our device changed to that version: of two that claim one bind code the
 *     later one has it
 */
public record Binding(
    String deviceId,
    String tuyaDeviceId,
    String bindCode,
    String productId,
    String category,
    String specification,
    long registrationVersion,
    Instant submittedAt) {

  public Binding withRegistrationVersion(long version) {
    return new Binding(
        deviceId, tuyaDeviceId, bindCode, productId, category, specification, version, submittedAt);
  }

  public Binding withSpecification(String json) {
    return new Binding(
        deviceId,
        tuyaDeviceId,
        bindCode,
        productId,
        category,
        json,
        registrationVersion,
        submittedAt);
  }

  public boolean hasBindCode(String code) {
    return code.equals(bindCode);
  }

  /** Whether its maker's cloud speaks for it, and not Tuya's hardware. */
  public boolean isThirdParty() {
    return bindCode == null;
  }
}
