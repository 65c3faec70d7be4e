package iot.smarthome.user.authorization.boundary;

import iot.smarthome.rest.body.JsonFields;
import iot.smarthome.user.authorization.control.DecisionRequest;
import iot.smarthome.user.authorization.entity.EntityRef;
import java.util.Locale;
import java.util.Set;

/**
 * One thing that is asked, as it was sent.
 *
 * @param request what is asked
 * @param principal id or subject of somebody else whom it is asked for; null for the caller
 * @param explain whether the answer is to say why
 */
record AskedFor(DecisionRequest request, String principal, boolean explain) {

  static final Set<String> FIELDS =
      Set.of(
          "method",
          "path",
          "query",
          "body",
          "action",
          "resource",
          "context",
          "explain",
          "principal");
  private static final Set<String> CONTEXT = Set.of("network", "client", "mfa");
  private static final Set<String> RESOURCE = Set.of("type", "id");
  private static final int MAX_WORD = 64;
  private static final int MAX_ID = 256;
  private static final int MAX_PATH = 2048;
  private static final int MAX_QUERY = 8192;

  /** What is wrong is said to the object. */
  static AskedFor of(JsonFields json) {
    String method = json.verbatim("method", MAX_WORD);
    String path = json.verbatim("path", MAX_PATH);
    String action = json.verbatim("action", MAX_WORD);
    if ((method == null) != (path == null) || (method == null) == (action == null)) {
      json.violate(
          "method",
          "does not go with the rest",
          "ask about a call by method and path, or about an action by action and resource");
    }
    JsonFields context = json.object("context", CONTEXT);
    Boolean mfa = context == null ? null : context.flag("mfa", false);
    Boolean explain = json.flag("explain", false);
    return new AskedFor(
        new DecisionRequest(
            method == null ? null : method.toUpperCase(Locale.ROOT),
            path,
            json.verbatimOrEmpty("query", MAX_QUERY),
            json.value("body"),
            action,
            resource(json, action),
            context == null ? null : context.verbatimOrEmpty("network", MAX_WORD),
            mfa != null && mfa,
            context == null ? null : context.verbatimOrEmpty("client", MAX_ID)),
        json.verbatim("principal", MAX_ID),
        explain != null && explain);
  }

  private static EntityRef resource(JsonFields json, String action) {
    JsonFields resource = json.object("resource", RESOURCE);
    if (action == null) {
      return null;
    }
    if (resource == null) {
      return EntityRef.PLATFORM;
    }
    String type = resource.verbatim("type", MAX_WORD);
    if (type == null) {
      resource.violate("type", "is missing", "name the type, e.g. Device");
      return null;
    }
    if (type.equals(EntityRef.PLATFORM.type())) {
      return EntityRef.PLATFORM;
    }
    String id = resource.verbatim("id", MAX_ID);
    if (id == null) {
      resource.violate("id", "is missing", "name the " + type);
      return null;
    }
    return new EntityRef(type, id);
  }
}
