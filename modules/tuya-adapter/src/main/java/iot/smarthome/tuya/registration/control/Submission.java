package iot.smarthome.tuya.registration.control;

import java.time.Instant;
import java.util.List;

/**
 * A device that waits to be registered in Tuya Cloud.
 *
 * @param version of our device
 * @param name as people call it
 * @param bindCode of Tuya's hardware; null for a device of a third party
 * @param productId Tuya's product of a device of a third party; null for Tuya's hardware
 * @param category as registered; Tuya's own counts where it says one
 * @param path our places from the building on that it hangs in
 * @param submittedAt when our device changed to this version
 * @param traceparent may be null
 */
public record Submission(
    String deviceId,
    long version,
    String name,
    String bindCode,
    String productId,
    String category,
    List<String> path,
    Instant submittedAt,
    String traceparent) {

  public boolean isThirdParty() {
    return bindCode == null;
  }
}
