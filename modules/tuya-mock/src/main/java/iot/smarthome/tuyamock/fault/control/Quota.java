package iot.smarthome.tuyamock.fault.control;

import iot.smarthome.tuyamock.cloud.control.CloudError;
import iot.smarthome.tuyamock.fault.entity.FaultKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/** What is left of the project's plan; without limit unless one is set. */
@ApplicationScoped
public class Quota {

  /** In place of a number. */
  public static final long UNLIMITED = -1;

  private final AtomicLong calls = new AtomicLong(UNLIMITED);
  private final AtomicLong messages = new AtomicLong(UNLIMITED);

  public void set(long callsLeft, long messagesLeft) {
    calls.set(callsLeft);
    messages.set(messagesLeft);
  }

  public long calls() {
    return calls.get();
  }

  public long messages() {
    return messages.get();
  }

  /**
   * @throws CloudError 28841004 when none is left
   */
  public void takeCall() {
    if (!take(calls)) {
      throw new CloudError(FaultKind.TRIAL_QUOTA.code(), FaultKind.TRIAL_QUOTA.words());
    }
  }

  /**
   * @return false when none is left: then nobody is told
   */
  public boolean takeMessage() {
    return take(messages);
  }

  private static boolean take(AtomicLong left) {
    return left.get() == UNLIMITED || left.getAndUpdate(n -> n > 0 ? n - 1 : n) != 0;
  }
}
