package iot.smarthome.tuya.cloud.gateway;

import jakarta.enterprise.context.Dependent;
import jakarta.json.JsonValue;
import org.eclipse.microprofile.faulttolerance.ExecutionContext;
import org.eclipse.microprofile.faulttolerance.FallbackHandler;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/** Says in our words why Fault Tolerance made no call, or gave one up. */
@Dependent
public class NoCalls implements FallbackHandler<JsonValue> {

  @Override
  public JsonValue handle(ExecutionContext context) {
    Throwable why = context.getFailure();
    if (why instanceof TimeoutException) {
      throw new UnansweredException("no-answer", "no answer in time", why);
    }
    throw new BusyException("no-calls", "no calls are made at present: " + why.getMessage(), why);
  }
}
