package iot.smarthome.user.authorization.gateway.cedar;

import com.cedarpolicy.AuthorizationEngine;
import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.CedarMap;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.IpAddress;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import iot.smarthome.user.authorization.entity.Assessment;
import iot.smarthome.user.authorization.entity.Circumstances;
import iot.smarthome.user.authorization.entity.Effect;
import iot.smarthome.user.authorization.entity.EntityRef;
import iot.smarthome.user.authorization.entity.Person;
import iot.smarthome.user.authorization.entity.PolicyText;
import iot.smarthome.user.authorization.entity.Question;
import iot.smarthome.user.authorization.entity.Resource;
import iot.smarthome.user.authorization.entity.Verdict;
import iot.smarthome.user.authorization.gateway.CategoryWords;
import iot.smarthome.user.authorization.gateway.CompiledPolicies;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Policies that Cedar keeps parsed. Only the three entities of a question are handed over: each
 * carries all that it lies in, so nothing above needs to be there.
 *
 * <p>The schema does not go along with a question: what is asked has the schema's form by itself,
 * and circumstances that are not known must be left out, which the schema would not allow.
 */
final class CedarPolicies implements CompiledPolicies {

  private static final Map<String, EntityTypeName> TYPES = new ConcurrentHashMap<>();

  private final AuthorizationEngine engine = new BasicAuthorizationEngine();
  private final Map<String, PolicyText> policies = new LinkedHashMap<>();
  private final PolicySet parsed;
  private final Map<String, Set<String>> actionGroups;
  private volatile PolicyParts parts;
  private volatile Set<EntityRef> named;
  private volatile CategoryWords categoryWords;

  CedarPolicies(Collection<PolicyText> texts, Map<String, Set<String>> actionGroups) {
    this.actionGroups = actionGroups;
    Set<Policy> all = new HashSet<>();
    for (PolicyText text : texts) {
      policies.put(text.id(), text);
      all.add(new Policy(text.text(), text.id()));
    }
    parsed = new PolicySet(all);
    try {
      parsed.cache();
    } catch (CacheException e) {
      throw new IllegalArgumentException("Not every one of these is a policy", e);
    }
  }

  @Override
  public Map<String, PolicyText> policies() {
    return Map.copyOf(policies);
  }

  @Override
  public Set<EntityRef> named() {
    Set<EntityRef> known = named;
    if (known == null) {
      Set<EntityRef> found = new HashSet<>();
      policies.values().forEach(policy -> found.addAll(JsonPolicy.of(policy.text()).entities()));
      known = Set.copyOf(found);
      named = known;
    }
    return known;
  }

  @Override
  public CategoryWords categoryWords() {
    CategoryWords known = categoryWords;
    if (known == null) {
      Set<String> words = new HashSet<>();
      boolean byPattern = false;
      for (PolicyText policy : policies.values()) {
        JsonPolicy json = JsonPolicy.of(policy.text());
        if (json.speaksOf("category")) {
          words.addAll(json.texts());
          byPattern |= json.hasPatterns();
        }
      }
      known = new CategoryWords(words, byPattern);
      categoryWords = known;
    }
    return known;
  }

  @Override
  public Verdict decide(Question question) {
    AuthorizationSuccessResponse answer = ask(question, parsed);
    List<String> unevaluated = new ArrayList<>();
    for (AuthorizationSuccessResponse.AuthorizationError error : answer.getErrors()) {
      if (policies.get(error.getPolicyId()).effect() == Effect.FORBID) {
        unevaluated.add(error.getPolicyId());
      }
    }
    List<String> determining = new ArrayList<>(answer.getReason());
    if (!unevaluated.isEmpty()) {
      // Cedar passes over what it cannot evaluate; a policy that forbids must not be passed over
      determining.removeIf(id -> policies.get(id).effect() == Effect.PERMIT);
      determining.addAll(unevaluated);
    }
    determining.sort(null);
    unevaluated.sort(null);
    return new Verdict(answer.isAllowed() && unevaluated.isEmpty(), determining, unevaluated);
  }

  @Override
  public List<Assessment> assess(Question question) {
    PolicyParts known = parts;
    if (known == null) {
      known =
          new PolicyParts(
              policies.values(),
              actionGroups.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
      parts = known;
    }
    AuthorizationSuccessResponse answer = ask(question, known.asPolicies());
    Set<String> unknown = new HashSet<>();
    answer.getErrors().forEach(error -> unknown.add(error.getPolicyId()));
    return known.assess(answer.getReason(), unknown);
  }

  private AuthorizationSuccessResponse ask(Question question, PolicySet set) {
    EntityRef action = new EntityRef("Action", question.action());
    AuthorizationRequest request =
        new AuthorizationRequest(
            uid(question.person().ref()),
            uid(action),
            uid(question.resource().ref()),
            context(question.circumstances()));
    try {
      AuthorizationResponse response =
          engine.isAuthorized(request, set, entities(question, action));
      return response.success.orElseThrow(
          () -> new IllegalStateException("Cedar did not decide: " + response));
    } catch (AuthException e) {
      throw new IllegalStateException("Cedar did not decide", e);
    }
  }

  private Set<Entity> entities(Question question, EntityRef action) {
    Set<Entity> entities = new HashSet<>();
    Person person = question.person();
    Set<EntityUID> memberships = new HashSet<>();
    person.roles().forEach(role -> memberships.add(uid("Role", role)));
    person.groups().forEach(group -> memberships.add(uid("Group", group)));
    entities.add(
        new Entity(
            uid(person.ref()), Map.of("subject", new PrimString(person.subject())), memberships));
    Set<EntityUID> groups = new HashSet<>();
    actionGroups
        .getOrDefault(action.id(), Set.of())
        .forEach(group -> groups.add(uid("Action", group)));
    entities.add(new Entity(uid(action), groups));
    Resource resource = question.resource();
    if (!resource.ref().equals(person.ref())) {
      Set<EntityUID> above = new HashSet<>();
      resource.above().forEach(one -> above.add(uid(one)));
      entities.add(new Entity(uid(resource.ref()), attributes(resource), above));
    }
    return entities;
  }

  private static Map<String, Value> attributes(Resource resource) {
    Map<String, Value> attributes = new HashMap<>();
    if (resource.isThing()) {
      attributes.put("responsible", references("Group", resource.responsible()));
      attributes.put("owners", references("User", resource.owners()));
    }
    if (resource.isCategorised() && resource.category() != null) {
      attributes.put("category", new PrimString(resource.category()));
    }
    return attributes;
  }

  private static CedarList references(String type, Set<String> ids) {
    List<Value> values = new ArrayList<>();
    ids.forEach(id -> values.add(uid(type, id)));
    return new CedarList(values);
  }

  private static Map<String, Value> context(Circumstances circumstances) {
    ZonedDateTime at = circumstances.at().atZone(circumstances.zone());
    Map<String, Value> context = new HashMap<>();
    context.put(
        "time",
        new CedarMap(
            Map.of(
                "hour", new PrimLong(at.getHour()),
                "minute", new PrimLong(at.getMinute()),
                "dayOfWeek", new PrimLong(at.getDayOfWeek().getValue()),
                "epochSeconds", new PrimLong(at.toEpochSecond()))));
    context.put("mfa", new PrimBool(circumstances.mfa()));
    if (circumstances.client() != null) {
      context.put("client", new PrimString(circumstances.client()));
    }
    if (circumstances.network() != null) {
      context.put("network", new IpAddress(circumstances.network()));
    }
    return context;
  }

  private static EntityUID uid(EntityRef ref) {
    return uid(ref.type(), ref.id());
  }

  private static EntityUID uid(String type, String id) {
    return TYPES
        .computeIfAbsent(
            type,
            name ->
                EntityTypeName.parse(name)
                    .orElseThrow(() -> new IllegalArgumentException("No type is " + name)))
        .of(id);
  }
}
