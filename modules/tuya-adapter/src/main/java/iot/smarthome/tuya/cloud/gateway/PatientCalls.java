package iot.smarthome.tuya.cloud.gateway;

import iot.smarthome.tuya.cloud.gateway.SessionCalls.Call;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * Calls that are tried again while that helps: Tuya is busy, or does not answer. A refusal of the
 * device or of the project is final. Each throws {@link TuyaCloudException} alone. The figures can
 * be changed by MicroProfile configuration.
 */
@ApplicationScoped
public class PatientCalls {

  private final SessionCalls calls;

  /** For the container's proxy. */
  protected PatientCalls() {
    this(null);
  }

  @Inject
  public PatientCalls(SessionCalls calls) {
    this.calls = calls;
  }

  /** A call that may be made twice: it reads, or what it does is the same the second time. */
  @Retry(
      maxRetries = 2,
      delay = 300,
      jitter = 200,
      retryOn = {
        BusyException.class,
        UnansweredException.class,
        TimeoutException.class,
        BulkheadException.class
      })
  @Fallback(value = NoCalls.class, applyOn = FaultToleranceException.class)
  public JsonValue repeatable(String name, Call call) {
    return calls.send(name, call);
  }

  /** A call that would do something twice: again only when Tuya has not taken it up. */
  @Retry(
      maxRetries = 2,
      delay = 300,
      jitter = 200,
      retryOn = {BusyException.class, BulkheadException.class})
  @Fallback(value = NoCalls.class, applyOn = FaultToleranceException.class)
  public JsonValue once(String name, Call call) {
    return calls.send(name, call);
  }
}
