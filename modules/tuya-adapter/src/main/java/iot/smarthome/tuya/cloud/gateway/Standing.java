package iot.smarthome.tuya.cloud.gateway;

import iot.smarthome.tuya.cloud.gateway.TuyaCloudException.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.metrics.MetricRegistry;

/**
 * How we stand with Tuya Cloud. Once it has said that the project itself may not call (quota,
 * subscription, key), nothing is called for a while: each further call would be counted for
 * nothing. Unlike a circuit breaker's this state has a reason, which callers and operators are
 * told.
 *
 * <p>Metric {@code tuya_project_blocked}: 1 while calls are held back so.
 */
@ApplicationScoped
public class Standing {

  private final Clock clock;
  private final Duration pause;

  private TuyaCloudException last;
  private Instant at = Instant.MIN;

  /** For the container's proxy. */
  protected Standing() {
    this.clock = null;
    this.pause = null;
  }

  @Inject
  public Standing(CloudSettings settings, MetricRegistry metrics) {
    this(settings.projectFaultPause(), metrics, Clock.systemUTC());
  }

  Standing(Duration pause, MetricRegistry metrics, Clock clock) {
    this.clock = clock;
    this.pause = pause;
    metrics.gauge("tuya_project_blocked", () -> isBlocked() ? 1 : 0);
  }

  private synchronized boolean isBlocked() {
    return last != null
        && last.fault() == Fault.PROJECT
        && clock.instant().isBefore(at.plus(pause));
  }

  /**
   * @throws TuyaCloudException the project's fault again, while calls are held back
   */
  synchronized void check() {
    if (isBlocked()) {
      throw new TuyaCloudException(
          Fault.PROJECT,
          last.code(),
          "no calls until " + at.plus(pause).truncatedTo(ChronoUnit.SECONDS) + ": " + last.words(),
          last.explanation(),
          last);
    }
  }

  /** Tuya has answered to the matter, be it by a refusal. */
  synchronized void answered() {
    last = null;
  }

  synchronized void failed(TuyaCloudException failure) {
    if (failure.fault() == Fault.REJECTED) {
      answered();
    } else if (failure.fault() == Fault.PROJECT || failure.mayHaveHappened()) {
      last = failure;
      at = clock.instant();
    }
  }

  /**
   * What came of the last call when that was no answer, or none for us. It counts for twice the
   * pause: by then the next caller has tried, if there is any.
   */
  synchronized Optional<String> fault() {
    return last != null && clock.instant().isBefore(at.plus(pause).plus(pause))
        ? Optional.of(last.code() + ": " + last.words())
        : Optional.empty();
  }
}
