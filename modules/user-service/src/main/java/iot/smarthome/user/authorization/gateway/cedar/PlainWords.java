package iot.smarthome.user.authorization.gateway.cedar;

import com.cedarpolicy.model.policy.Policy;
import com.fasterxml.jackson.databind.JsonNode;
import iot.smarthome.user.authorization.entity.Assessment.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a policy asks for, for a person to read. The turns of phrase that nearly all policies use
 * are put into words; any other condition is shown as it is written.
 */
final class PlainWords {

  private static final Map<String, String> CONDITIONS =
      Map.of(
          "principal in (resource.responsible)",
          "a group of the caller is responsible for it",
          "(resource.owners).contains(principal)",
          "the caller owns it",
          "resource has \"responsible\"",
          "it is a place, device or alert",
          "resource has responsible",
          "it is a place, device or alert",
          "resource has \"owners\"",
          "it is a place, device or alert",
          "resource has owners",
          "it is a place, device or alert",
          "(context.mfa)",
          "the login had a second factor",
          "context.mfa",
          "the login had a second factor");

  private final Set<String> actionGroups;

  /**
   * @param actionGroups those that actions belong to
   */
  PlainWords(Set<String> actionGroups) {
    this.actionGroups = Set.copyOf(actionGroups);
  }

  String scope(Part part, JsonNode constraint) {
    String op = constraint.get("op").asText();
    List<String> words = new ArrayList<>();
    if (constraint.has("entity_type")) {
      words.add(subject(part) + " is a " + constraint.get("entity_type").asText());
    }
    List<JsonNode> entities = new ArrayList<>();
    if (constraint.has("entities")) {
      constraint.get("entities").forEach(entities::add);
    } else if (constraint.has("entity")) {
      entities.add(constraint.get("entity"));
    } else if (constraint.path("in").has("entity")) {
      entities.add(constraint.get("in").get("entity"));
    }
    if (!entities.isEmpty()) {
      boolean itself = op.equals("==");
      List<String> named = entities.stream().map(entity -> entity(part, entity, itself)).toList();
      words.add(subject(part) + " " + String.join(" or ", named));
    }
    return String.join(" and ", words);
  }

  private static String subject(Part part) {
    return switch (part) {
      case PRINCIPAL -> "the caller";
      case ACTION -> "the action";
      case RESOURCE, CONDITION -> "the resource";
    };
  }

  private String entity(Part part, JsonNode entity, boolean itself) {
    String type = entity.path("type").asText();
    String id = entity.path("id").asText();
    return switch (type) {
      case "Role" -> "has the role " + id;
      case "Group" -> part == Part.PRINCIPAL ? "is in the group " + id : "is the group " + id;
      case "Action" -> actionGroups.contains(id) ? "belongs to " + id : "is " + id;
      default ->
          (itself ? "is " : part == Part.PRINCIPAL ? "is in " : "lies in ") + type + " " + id;
    };
  }

  String condition(String kind, JsonNode body, Policy single) {
    JsonNode in = body.path("in");
    String words = null;
    if (in.path("left").path("Var").asText().equals("principal")
        && in.path("right").path("Value").has("__entity")) {
      JsonNode entity = in.get("right").get("Value").get("__entity");
      words = "the caller " + entity(Part.PRINCIPAL, entity, false);
    }
    if (words == null) {
      String cedar = cedar(single.getSource());
      words = CONDITIONS.getOrDefault(cedar, cedar);
    }
    return kind.equals("unless") ? "not: " + words : words;
  }

  /** The condition alone, out of a policy that has nothing else. */
  private static String cedar(String policy) {
    int from = policy.indexOf('{');
    int to = policy.lastIndexOf('}');
    return from < 0 || to < from ? policy : policy.substring(from + 1, to).strip();
  }
}
