package iot.smarthome.user.authorization.control;

import iot.smarthome.user.authorization.entity.EntityRef;
import jakarta.json.JsonValue;

/**
 * What is asked: a call (method and path), or an action on a resource.
 *
 * @param method of the call, null when an action is asked about
 * @param path of the call as it was sent, below the public base
 * @param query of the call as it was sent, without the question mark; may be null
 * @param body of the call, may be null
 * @param action null when a call is asked about
 * @param resource null when a call is asked about
 * @param network address that the call comes from, may be null
 * @param client application that calls, may be null
 */
public record DecisionRequest(
    String method,
    String path,
    String query,
    JsonValue body,
    String action,
    EntityRef resource,
    String network,
    boolean mfa,
    String client) {

  public boolean isCall() {
    return method != null;
  }
}
