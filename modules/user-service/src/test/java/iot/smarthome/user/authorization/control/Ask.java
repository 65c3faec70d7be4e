package iot.smarthome.user.authorization.control;

import iot.smarthome.user.authorization.entity.EntityRef;
import jakarta.json.JsonValue;

/** Short ways to ask. */
final class Ask {

  private Ask() {}

  static DecisionRequest action(String action, String type, String id) {
    return action(action, new EntityRef(type, id), "203.0.113.5");
  }

  static DecisionRequest action(String action, EntityRef ref, String network) {
    return new DecisionRequest(null, null, null, null, action, ref, network, false, "test");
  }

  static DecisionRequest onPlatform(String action) {
    return action(action, EntityRef.PLATFORM, "203.0.113.5");
  }

  static DecisionRequest call(String method, String path) {
    return call(method, path, null, null);
  }

  static DecisionRequest call(String method, String path, String query, JsonValue body) {
    return new DecisionRequest(method, path, query, body, null, null, "203.0.113.5", false, "test");
  }
}
