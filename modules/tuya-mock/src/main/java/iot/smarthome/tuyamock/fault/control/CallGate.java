package iot.smarthome.tuyamock.fault.control;

import iot.smarthome.tuyamock.cloud.control.CallCheck;
import iot.smarthome.tuyamock.cloud.control.CloudError;
import iot.smarthome.tuyamock.cloud.control.Tokens;
import iot.smarthome.tuyamock.fault.entity.Fault;
import iot.smarthome.tuyamock.fault.entity.FaultKind.Moment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/**
 * Every call passes here: first what was ordered to go wrong before the cloud looks at it, then
 * Tuya's own checks, then the project's plan and limits, then what goes wrong in place of the work.
 */
@ApplicationScoped
public class CallGate {

  private static final String LOGIN = "/v1.0/token";

  private final CallCheck check;
  private final Tokens tokens;
  private final Faults faults;
  private final Quota quota;
  private final RateLimits limits;

  /** For the container's proxy. */
  protected CallGate() {
    this(null, null, null, null, null);
  }

  @Inject
  public CallGate(CallCheck check, Tokens tokens, Faults faults, Quota quota, RateLimits limits) {
    this.check = check;
    this.tokens = tokens;
    this.faults = faults;
    this.quota = quota;
    this.limits = limits;
  }

  /**
   * Lets a call through.
   *
   * @param path with its leading slash, without our context root
   * @param query decoded
   * @return what becomes of its answer; empty: it is answered
   * @throws CloudError which is its answer
   * @throws UnansweredCall when nothing is done and the cloud does not answer
   */
  public Optional<Fault> admit(
      String method,
      String path,
      SortedMap<String, String> query,
      UnaryOperator<String> header,
      byte[] body) {
    faults.strike(Moment.BEFORE, method, path).ifPresent(this::before);
    check.check(method, path, query, header, body);
    if (!path.startsWith(LOGIN)) {
      quota.takeCall();
    }
    limits.take(method, path);
    faults
        .strike(Moment.DURING, method, path)
        .ifPresent(
            fault -> {
              throw new CloudError(fault.code(), fault.words());
            });
    return faults.strike(Moment.AFTER, method, path);
  }

  private void before(Fault fault) {
    switch (fault.kind()) {
      case TOKEN_DIES -> tokens.revoke();
      case LOGIN_ELSEWHERE -> tokens.replace();
      default -> throw new UnansweredCall(fault);
    }
  }
}
