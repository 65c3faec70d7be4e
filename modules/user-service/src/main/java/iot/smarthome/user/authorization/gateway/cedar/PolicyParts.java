package iot.smarthome.user.authorization.gateway.cedar;

import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.fasterxml.jackson.databind.JsonNode;
import iot.smarthome.user.authorization.entity.Assessment;
import iot.smarthome.user.authorization.entity.Assessment.Check;
import iot.smarthome.user.authorization.entity.Assessment.Outcome;
import iot.smarthome.user.authorization.entity.Assessment.Part;
import iot.smarthome.user.authorization.entity.PolicyText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Policies taken apart: everything that a policy asks for becomes a policy of its own that permits
 * where just this holds. One question to Cedar then tells which of them hold, so an explanation is
 * by the same evaluation as the decision, and never a second opinion.
 */
final class PolicyParts {

  private static final String WHEN = "when";

  private final PlainWords words;
  private final Map<PolicyText, List<Asked>> parts = new LinkedHashMap<>();
  private final PolicySet single;

  PolicyParts(Collection<PolicyText> policies, Set<String> actionGroups) {
    words = new PlainWords(actionGroups);
    Set<Policy> all = new HashSet<>();
    for (PolicyText policy : policies) {
      List<Asked> asked = takenApart(policy);
      asked.forEach(one -> all.add(one.policy()));
      parts.put(policy, asked);
    }
    single = new PolicySet(all);
    try {
      single.cache();
    } catch (CacheException e) {
      throw new IllegalStateException("Parts of policies are no policies", e);
    }
  }

  PolicySet asPolicies() {
    return single;
  }

  /**
   * @param held ids of the parts that hold
   * @param unknown ids of those that could not be evaluated
   */
  List<Assessment> assess(Set<String> held, Set<String> unknown) {
    List<Assessment> assessments = new ArrayList<>();
    parts.forEach(
        (policy, asked) ->
            assessments.add(
                new Assessment(
                    policy.id(),
                    policy.effect(),
                    policy.description(),
                    asked.stream()
                        .map(
                            one ->
                                new Check(
                                    one.part(), one.words(), outcome(one.id(), held, unknown)))
                        .toList())));
    return assessments;
  }

  private static Outcome outcome(String id, Set<String> held, Set<String> unknown) {
    if (unknown.contains(id)) {
      return Outcome.NOT_KNOWN;
    }
    return held.contains(id) ? Outcome.HELD : Outcome.NOT_HELD;
  }

  private List<Asked> takenApart(PolicyText policy) {
    JsonPolicy json = JsonPolicy.of(policy.text());
    List<Asked> asked = new ArrayList<>();
    for (Part part : new Part[] {Part.PRINCIPAL, Part.ACTION, Part.RESOURCE}) {
      String name = part.name().toLowerCase(java.util.Locale.ROOT);
      JsonNode constraint = json.scope(name);
      if (!constraint.path("op").asText().equals("All")) {
        String id = policy.id() + "#" + asked.size();
        asked.add(
            new Asked(
                part, words.scope(part, constraint), JsonPolicy.onlyScope(id, name, constraint)));
      }
    }
    for (JsonNode condition : json.conditions()) {
      String kind = condition.get("kind").asText();
      for (JsonNode body : clauses(kind, condition.get("body"))) {
        String id = policy.id() + "#" + asked.size();
        Policy single = JsonPolicy.onlyCondition(id, kind, body);
        asked.add(new Asked(Part.CONDITION, words.condition(kind, body, single), single));
      }
    }
    return asked;
  }

  private static List<JsonNode> clauses(String kind, JsonNode body) {
    JsonNode and = body.path("&&");
    if (!kind.equals(WHEN) || and.isMissingNode()) {
      return List.of(body);
    }
    List<JsonNode> clauses = new ArrayList<>(clauses(kind, and.get("left")));
    clauses.addAll(clauses(kind, and.get("right")));
    return clauses;
  }

  private record Asked(Part part, String words, Policy policy) {

    String id() {
      return policy.getID();
    }
  }
}
