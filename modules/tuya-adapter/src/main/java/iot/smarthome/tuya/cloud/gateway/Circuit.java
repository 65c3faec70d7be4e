package iot.smarthome.tuya.cloud.gateway;

import iot.smarthome.tuya.cloud.gateway.TuyaCloudException.Fault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps calls away from a Tuya Cloud that does not answer, and, for longer, from one that has said
 * that the project may not call: each such call would use up quota for nothing. After the pause one
 * failure more opens it again.
 */
final class Circuit {

  private final Clock clock;
  private final int failuresToOpen;
  private final Duration pause;
  private final Duration projectPause;

  private int failures;
  private Instant openUntil = Instant.MIN;
  private TuyaCloudException reason;

  Circuit(Clock clock, int failuresToOpen, Duration pause, Duration projectPause) {
    this.clock = clock;
    this.failuresToOpen = failuresToOpen;
    this.pause = pause;
    this.projectPause = projectPause;
  }

  /**
   * @throws TuyaCloudException of the kind that opened it, while it is open
   */
  synchronized void check() {
    if (reason != null && clock.instant().isBefore(openUntil)) {
      throw new TuyaCloudException(
          reason.fault() == Fault.PROJECT ? Fault.PROJECT : Fault.RETRYABLE,
          reason.code(),
          "no calls until " + openUntil + ": " + reason.words(),
          reason.explanation(),
          reason);
    }
  }

  synchronized void answered() {
    failures = 0;
    reason = null;
  }

  synchronized void unanswered(TuyaCloudException failure) {
    failures++;
    if (failures >= failuresToOpen) {
      reason = failure;
      openUntil = clock.instant().plus(pause);
    }
  }

  synchronized void projectFault(TuyaCloudException failure) {
    reason = failure;
    openUntil = clock.instant().plus(projectPause);
  }

  /** Why calls do not get through, null when they do. */
  synchronized TuyaCloudException fault() {
    return reason;
  }
}
