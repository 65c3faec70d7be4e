package iot.smarthome.user.authorization.boundary;

import iot.smarthome.user.authorization.control.DecisionRequest;

/** What the gateway tells of where a call comes from. */
final class Circumstances {

  static final String FORWARDED_FOR = "X-Forwarded-For";

  private Circumstances() {}

  /**
   * @param forwardedFor the addresses on the way, the caller's first; may be null
   */
  static DecisionRequest of(String forwardedFor) {
    String network = forwardedFor == null ? null : forwardedFor.split(",")[0].strip();
    return new DecisionRequest(null, null, null, null, null, null, network, false, null);
  }
}
