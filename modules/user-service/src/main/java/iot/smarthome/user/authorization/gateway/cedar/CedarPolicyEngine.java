package iot.smarthome.user.authorization.gateway.cedar;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.DetailedError;
import com.cedarpolicy.model.ValidationRequest;
import com.cedarpolicy.model.ValidationResponse;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import iot.smarthome.user.authorization.entity.Effect;
import iot.smarthome.user.authorization.entity.Person;
import iot.smarthome.user.authorization.entity.PolicyFault;
import iot.smarthome.user.authorization.entity.PolicyText;
import iot.smarthome.user.authorization.gateway.CompiledPolicies;
import iot.smarthome.user.authorization.gateway.PolicyEngine;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The policy engine by Cedar. What Cedar's validator leaves open is checked here: a policy must
 * have an {@code @id} and a {@code @description}, and may name no role that there is not.
 */
@ApplicationScoped
public class CedarPolicyEngine implements PolicyEngine {

  static final String SCHEMA = "/authorization/schema.cedarschema";
  private static final int MAX_TEXT = 16 * 1024;
  private static final int MAX_DESCRIPTION = 300;
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final int MAX_ID = 64;
  private static final Pattern ROLE =
      Pattern.compile("\\bRole\\s*::\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
  // a path of ours
  private static final String TAKEN = "validation";
  private static final String NOT_APPLICABLE = "unable to find an applicable action";
  private static final String UNNAMED = "policy";
  // the validator says again which policy it speaks of, by a name that is ours
  private static final Pattern NAMED =
      Pattern.compile("for policy `[^`]*`, |policy with id `[^`]*`");

  private final Schema schema;
  private final Map<String, Set<String>> resourceTypes = new TreeMap<>();
  private final Map<String, Set<String>> groups = new TreeMap<>();

  public CedarPolicyEngine() {
    try {
      schema = Schema.parse(Schema.JsonOrCedar.Cedar, resource(SCHEMA));
      readActions(schema.toJsonFormat().get("").get("actions"));
    } catch (AuthException | JsonProcessingException e) {
      throw new IllegalStateException("The schema of the policies cannot be read", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = CedarPolicyEngine.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readActions(JsonNode actions) {
    actions
        .fields()
        .forEachRemaining(
            action -> {
              JsonNode types = action.getValue().path("appliesTo").path("resourceTypes");
              if (types.isEmpty()) {
                return; // a group of actions
              }
              Set<String> named = new TreeSet<>();
              types.forEach(type -> named.add(type.asText()));
              resourceTypes.put(action.getKey(), named);
              Set<String> in = new TreeSet<>();
              action.getValue().path("memberOf").forEach(group -> in.add(group.get("id").asText()));
              groups.put(action.getKey(), in);
            });
  }

  @Override
  public Set<String> actions() {
    return Set.copyOf(resourceTypes.keySet());
  }

  @Override
  public Set<String> resourceTypes(String action) {
    return Set.copyOf(resourceTypes.getOrDefault(action, Set.of()));
  }

  @Override
  public Set<String> actionGroups(String action) {
    return Set.copyOf(groups.getOrDefault(action, Set.of()));
  }

  @Override
  public List<PolicyFault> faults(String text) {
    if (text.length() > MAX_TEXT) {
      return List.of(
          new PolicyFault(
              1,
              1,
              "the policy has " + text.length() + " characters",
              "write at most " + MAX_TEXT + ", or split it",
              false));
    }
    List<PolicyFault> faults = new ArrayList<>();
    ValidationResponse response = validate(text);
    response.errors.ifPresent(errors -> errors.forEach(e -> faults.add(fault(text, e, false))));
    response.success.ifPresent(
        checked -> {
          checked.validationErrors.forEach(e -> faults.add(fault(text, e.getError(), false)));
          checked.validationWarnings.forEach(e -> faults.add(fault(text, e.getError(), true)));
        });
    leaveOutWhatFollows(faults);
    if (response.success.isPresent()) {
      annotationFaults(text, faults);
      roleFaults(text, faults);
    }
    faults.sort(
        Comparator.comparing(PolicyFault::warning)
            .thenComparing(PolicyFault::line)
            .thenComparing(PolicyFault::column));
    return faults;
  }

  /** That a policy with a misspelt name can never apply need not be said beside the name. */
  private static void leaveOutWhatFollows(List<PolicyFault> faults) {
    boolean others =
        faults.stream()
            .anyMatch(fault -> !fault.warning() && !fault.reason().contains(NOT_APPLICABLE));
    if (others) {
      faults.removeIf(fault -> fault.warning() || fault.reason().contains(NOT_APPLICABLE));
    }
  }

  private ValidationResponse validate(String text) {
    try {
      return new BasicAuthorizationEngine()
          .validate(
              new ValidationRequest(schema, new PolicySet(Set.of(new Policy(text, UNNAMED)))));
    } catch (AuthException e) {
      throw new IllegalStateException("Cedar cannot validate", e);
    }
  }

  private static PolicyFault fault(String text, DetailedError error, boolean warning) {
    String label = "";
    int at = 0;
    if (!error.sourceLocations.isEmpty()) {
      DetailedError.SourceLabel place = error.sourceLocations.get(0);
      at = place.start;
      label = place.label.filter(words -> !words.isBlank()).map(words -> ": " + words).orElse("");
    }
    String reason =
        NAMED.matcher(error.message).replaceAll("").replace("failed to parse  from string: ", "")
            + label;
    String mend = error.help.map(words -> NAMED.matcher(words).replaceAll("")).orElse(null);
    return at(text, at, reason, mend, warning);
  }

  /**
   * @param offset in bytes of UTF-8, as Cedar counts
   */
  private static PolicyFault at(
      String text, int offset, String reason, String mend, boolean warning) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String before =
        new String(bytes, 0, Math.min(Math.max(offset, 0), bytes.length), StandardCharsets.UTF_8);
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    String onLine = before.substring(before.lastIndexOf('\n') + 1);
    return new PolicyFault(
        line, 1 + onLine.codePointCount(0, onLine.length()), reason, mend, warning);
  }

  private static void annotationFaults(String text, List<PolicyFault> faults) {
    Map<String, String> annotations = annotations(text);
    String id = annotations.get("id");
    if (id == null || !ID.matcher(id).matches() || id.length() > MAX_ID || id.equals(TAKEN)) {
      faults.add(
          at(
              text,
              Math.max(0, byteOffset(text, "@id")),
              id == null ? "the policy has no @id" : "the @id is \"" + id + "\"",
              "begin it with @id(\"no-sirens-at-night\"): words of a-z and 0-9, joined by hyphens,"
                  + " at most "
                  + MAX_ID
                  + " characters",
              false));
    }
    String description = annotations.get("description");
    if (description == null || description.isBlank() || description.length() > MAX_DESCRIPTION) {
      faults.add(
          at(
              text,
              Math.max(0, byteOffset(text, "@description")),
              description == null
                  ? "the policy has no @description"
                  : "the @description has " + description.strip().length() + " characters",
              "say in one sentence what it does: @description(\"Nobody lets sirens sound at night.\"),"
                  + " at most "
                  + MAX_DESCRIPTION
                  + " characters",
              false));
    }
  }

  private static int byteOffset(String text, String words) {
    int at = text.indexOf(words);
    return at < 0 ? -1 : text.substring(0, at).getBytes(StandardCharsets.UTF_8).length;
  }

  private static void roleFaults(String text, List<PolicyFault> faults) {
    Set<String> named = new HashSet<>();
    JsonPolicy.of(text)
        .entities()
        .forEach(
            entity -> {
              if (entity.type().equals("Role")) {
                named.add(entity.id());
              }
            });
    named.removeAll(Person.ROLES);
    Matcher roles = ROLE.matcher(text);
    while (roles.find()) {
      // what stands in a comment is not named by the policy
      if (named.remove(roles.group(1))) {
        faults.add(
            at(
                text,
                text.substring(0, roles.start()).getBytes(StandardCharsets.UTF_8).length,
                "there is no role \"" + roles.group(1) + "\"",
                "use one of " + String.join(", ", new TreeSet<>(Person.ROLES)),
                false));
      }
    }
    for (String hidden : named) {
      faults.add(
          at(
              text,
              0,
              "there is no role \"" + hidden + "\"",
              "use one of " + String.join(", ", new TreeSet<>(Person.ROLES)),
              false));
    }
  }

  private static Map<String, String> annotations(String text) {
    try {
      return new Policy(text, UNNAMED).getAnnotations();
    } catch (AuthException e) {
      throw new IllegalStateException("A policy that is valid has no readable annotations", e);
    }
  }

  @Override
  public PolicyText read(String text) {
    Map<String, String> annotations = annotations(text);
    return new PolicyText(
        annotations.get("id"), annotations.get("description").strip(), effect(text), text);
  }

  private static Effect effect(String text) {
    return Effect.valueOf(JsonPolicy.of(text).effect().toUpperCase(java.util.Locale.ROOT));
  }

  @Override
  public List<PolicyText> readAll(String file) {
    List<PolicyText> texts = new ArrayList<>();
    try {
      for (Policy policy : PolicySet.parsePolicies(file).policies) {
        texts.add(read(policy.getSource().strip()));
      }
    } catch (AuthException e) {
      throw new IllegalArgumentException("This is no file of policies: " + e.getMessage(), e);
    }
    texts.sort(Comparator.comparing(PolicyText::id));
    return texts;
  }

  @Override
  public CompiledPolicies compile(Collection<PolicyText> policies) {
    return new CedarPolicies(policies, groups);
  }
}
