package iot.smarthome.user.authorization.gateway.cedar;

import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.policy.Policy;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import iot.smarthome.user.authorization.entity.EntityRef;
import java.util.HashSet;
import java.util.Set;

/** A policy in Cedar's JSON form, in which its parts can be told from each other. */
final class JsonPolicy {

  static final ObjectMapper JSON = new ObjectMapper();
  private static final String ANY = "{\"op\":\"All\"}";

  private final JsonNode root;

  private JsonPolicy(JsonNode root) {
    this.root = root;
  }

  /**
   * @throws IllegalArgumentException when it is no policy
   */
  static JsonPolicy of(String text) {
    try {
      return new JsonPolicy(JSON.readTree(new Policy(text, "policy").toJson()));
    } catch (AuthException | JsonProcessingException e) {
      throw new IllegalArgumentException("This is no policy: " + e.getMessage(), e);
    }
  }

  String effect() {
    return root.get("effect").asText();
  }

  /**
   * @param part {@code principal}, {@code action} or {@code resource}
   */
  JsonNode scope(String part) {
    return root.get(part);
  }

  JsonNode conditions() {
    return root.path("conditions");
  }

  /** Every entity that is named anywhere in it. */
  Set<EntityRef> entities() {
    Set<EntityRef> found = new HashSet<>();
    collect(root, found);
    return found;
  }

  private static void collect(JsonNode node, Set<EntityRef> found) {
    if (node.isObject()
        && node.size() == 2
        && node.path("type").isTextual()
        && node.path("id").isTextual()) {
      found.add(new EntityRef(node.get("type").asText(), node.get("id").asText()));
    }
    node.forEach(child -> collect(child, found));
  }

  /** Whether it asks for an attribute, of whatever. */
  boolean speaksOf(String attribute) {
    return root.findValuesAsText("attr").contains(attribute);
  }

  /** Every text that something is compared with. */
  Set<String> texts() {
    Set<String> found = new HashSet<>();
    root.findValues("Value")
        .forEach(
            value -> {
              if (value.isTextual()) {
                found.add(value.asText());
              }
            });
    return found;
  }

  /** Whether a text is compared with a pattern. */
  boolean hasPatterns() {
    return root.findValue("like") != null;
  }

  /** A policy that permits all for which one constraint of a scope holds. */
  static Policy onlyScope(String id, String part, JsonNode constraint) {
    ObjectNode policy = permitAll();
    policy.set(part, constraint);
    return written(id, policy);
  }

  /**
   * A policy that permits all for which one condition holds.
   *
   * @param kind {@code when} or {@code unless}
   */
  static Policy onlyCondition(String id, String kind, JsonNode body) {
    ObjectNode policy = permitAll();
    policy.withArray("conditions").addObject().put("kind", kind).set("body", body);
    return written(id, policy);
  }

  private static ObjectNode permitAll() {
    ObjectNode policy = JSON.createObjectNode().put("effect", "permit");
    try {
      for (String part : new String[] {"principal", "action", "resource"}) {
        policy.set(part, JSON.readTree(ANY));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    policy.putArray("conditions");
    return policy;
  }

  private static Policy written(String id, ObjectNode policy) {
    try {
      return Policy.fromJson(id, JSON.writeValueAsString(policy));
    } catch (AuthException | JsonProcessingException e) {
      throw new IllegalStateException("A part of a policy cannot be written by itself", e);
    }
  }
}
