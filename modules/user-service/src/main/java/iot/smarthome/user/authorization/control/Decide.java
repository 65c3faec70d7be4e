package iot.smarthome.user.authorization.control;

import iot.smarthome.rest.access.AccessRule;
import iot.smarthome.user.authorization.entity.Circumstances;
import iot.smarthome.user.authorization.entity.Decision;
import iot.smarthome.user.authorization.entity.Decision.Outcome;
import iot.smarthome.user.authorization.entity.EntityRef;
import iot.smarthome.user.authorization.entity.Person;
import iot.smarthome.user.authorization.entity.Question;
import iot.smarthome.user.authorization.entity.Resource;
import iot.smarthome.user.authorization.entity.ThingType;
import iot.smarthome.user.authorization.entity.Verdict;
import iot.smarthome.user.authorization.gateway.CompiledPolicies;
import iot.smarthome.user.authorization.gateway.Directory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The decision point. A call is allowed when all that its operation asks for is; what nobody allows
 * is denied.
 */
@ApplicationScoped
public class Decide {

  private static final int MAX_ID = 128;
  private static final String USER = "User";
  private static final String GROUP = "Group";

  private final Contracts contracts;
  private final PolicyBook book;
  private final ResolveResource resolve;
  private final Directory directory;
  private final People people;
  private final ZoneId zone;
  private final Clock clock;

  /** For the container's proxy. */
  protected Decide() {
    this(null, null, null, null, null, null, null);
  }

  @Inject
  public Decide(
      Contracts contracts,
      PolicyBook book,
      ResolveResource resolve,
      Directory directory,
      People people,
      @ConfigProperty(name = "smarthome.authorization.zone", defaultValue = "UTC") String zone) {
    this(contracts, book, resolve, directory, people, ZoneId.of(zone), Clock.systemUTC());
  }

  Decide(
      Contracts contracts,
      PolicyBook book,
      ResolveResource resolve,
      Directory directory,
      People people,
      ZoneId zone,
      Clock clock) {
    this.contracts = contracts;
    this.book = book;
    this.resolve = resolve;
    this.directory = directory;
    this.people = people;
    this.zone = zone;
    this.clock = clock;
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 400 for a request that asks for nothing,
   *     503 while nothing can be decided
   */
  public Decided decide(Person person, DecisionRequest request) {
    return decide(person, request, book.current(), patience());
  }

  /** As much as one caller has. */
  public Patience patience() {
    return resolve.patience();
  }

  /** The same by other policies, or with others who wait. */
  public Decided decide(
      Person person, DecisionRequest request, CompiledPolicies policies, Patience patience) {
    Circumstances circumstances = circumstances(request);
    if (!request.isCall()) {
      return ask(policies, person, request.action(), request.resource(), circumstances, patience);
    }
    Optional<RouteTable.Match> match = contracts.find(request.method(), request.path());
    if (match.isEmpty()) {
      return new Decided(
          new Decision(
              Outcome.NO_SUCH_OPERATION,
              null,
              null,
              List.of(),
              "No operation of the platform is " + request.method() + " " + request.path() + ".",
              contracts.methods(request.path())),
          null);
    }
    return decideAll(policies, person, asked(match.get(), request), circumstances, patience);
  }

  /** The circumstances of a request that comes now. */
  public Circumstances circumstances(DecisionRequest request) {
    return new Circumstances(
        clock.instant(), zone, address(request.network()), request.mfa(), request.client());
  }

  // an address that is none is as good as not known
  private static String address(String network) {
    return network != null && NetworkAddress.isOne(network) ? network : null;
  }

  private Decided decideAll(
      CompiledPolicies policies,
      Person person,
      List<Asked> asked,
      Circumstances circumstances,
      Patience patience) {
    Decided first = null;
    Set<String> determining = new LinkedHashSet<>();
    for (Asked one : asked) {
      Decided decided =
          ask(policies, person, one.action(), one.resource(), circumstances, patience);
      if (!decided.decision().isAllowed()) {
        return decided;
      }
      determining.addAll(decided.decision().policies());
      first = first == null ? decided : first;
    }
    Decision decision = first.decision();
    return new Decided(
        new Decision(
            Outcome.ALLOW,
            decision.action(),
            decision.resource(),
            List.copyOf(determining),
            decision.reason()),
        first.question());
  }

  private static List<Asked> asked(RouteTable.Match match, DecisionRequest request) {
    List<Asked> asked = new ArrayList<>();
    List<AccessRule> rules = match.route().rules();
    for (AccessRule rule : rules) {
      List<String> ids = ids(rule, match, request);
      if (ids.isEmpty() && !rule.optional() || rule.source() == AccessRule.Source.NONE) {
        asked.add(new Asked(rule.action(), EntityRef.PLATFORM));
      }
      ids.forEach(id -> asked.add(new Asked(rule.action(), new EntityRef(rule.entityType(), id))));
    }
    if (asked.isEmpty()) {
      asked.add(new Asked(rules.get(0).action(), EntityRef.PLATFORM));
    }
    return asked;
  }

  private static List<String> ids(
      AccessRule rule, RouteTable.Match match, DecisionRequest request) {
    return switch (rule.source()) {
      case NONE -> List.of();
      case PATH -> List.of(match.parameters().get(rule.name()));
      case QUERY -> queryValues(request.query(), rule.name());
      case BODY -> bodyValue(request.body(), rule.name()).map(List::of).orElse(List.of());
    };
  }

  /** Every value counts: which of several a service takes is its own affair. */
  private static List<String> queryValues(String query, String name) {
    List<String> values = new ArrayList<>();
    if (query == null) {
      return values;
    }
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      if (decoded(key).equals(name)) {
        values.add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return values;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw (RuntimeException)
          AuthorizationProblems.invalid("query", "is not percent-encoded", "encode it (RFC 3986)")
              .initCause(e);
    }
  }

  private static Optional<String> bodyValue(JsonValue body, String pointer) {
    JsonValue at = body;
    for (String step : pointer.substring(1).split("/", -1)) {
      if (at == null || at.getValueType() != JsonValue.ValueType.OBJECT) {
        return Optional.empty();
      }
      at = at.asJsonObject().get(step.replace("~1", "/").replace("~0", "~"));
    }
    if (at == null || at.getValueType() == JsonValue.ValueType.NULL) {
      return Optional.empty();
    }
    // what is no text names nothing that exists, whatever the service would make of it
    return Optional.of(at instanceof JsonString text ? text.getString().strip() : at.toString());
  }

  private Decided ask(
      CompiledPolicies policies,
      Person person,
      String action,
      EntityRef ref,
      Circumstances circumstances,
      Patience patience) {
    Optional<Resource> resource = resource(ref, patience);
    if (resource.isEmpty()) {
      return new Decided(
          new Decision(
              Outcome.UNKNOWN_RESOURCE,
              action,
              ref,
              List.of(),
              "There is no " + ref.type() + " with the id " + ref.id() + "."),
          null);
    }
    Question question = new Question(person, action, resource.get(), circumstances);
    Verdict verdict = policies.decide(question);
    return new Decided(
        new Decision(
            verdict.allowed() ? Outcome.ALLOW : Outcome.DENY,
            action,
            resource.get().ref(),
            verdict.determining(),
            reason(policies, question, verdict)),
        question);
  }

  /**
   * @return nothing when there is no such thing
   */
  Optional<Resource> resource(EntityRef ref, Patience patience) {
    if (ref.equals(EntityRef.PLATFORM)) {
      return Optional.of(Resource.PLATFORM);
    }
    if (ref.id().isEmpty() || ref.id().length() > MAX_ID) {
      return Optional.empty();
    }
    return switch (ref.type()) {
      case USER -> people.byId(ref.id()).map(person -> plain(ref));
      case GROUP -> directory.hasGroup(ref.id()) ? Optional.of(plain(ref)) : Optional.empty();
      case Contracts.ANY_PLACE -> resolve.find(ref, patience);
      default -> ThingType.of(ref.type()).flatMap(type -> resolve.find(ref, patience));
    };
  }

  private static Resource plain(EntityRef ref) {
    return new Resource(ref, List.of(), Set.of(), Set.of(), null);
  }

  private static String reason(CompiledPolicies policies, Question question, Verdict verdict) {
    if (verdict.determining().isEmpty()) {
      return "No policy permits " + question.action() + " on " + words(question) + ".";
    }
    if (!verdict.unevaluated().isEmpty()) {
      return "What the forbidding policy "
          + String.join(", ", verdict.unevaluated())
          + " asks for is not known of this call, so it forbids.";
    }
    return verdict.determining().stream()
        .map(id -> policies.policies().get(id).description())
        .collect(Collectors.joining(" "));
  }

  private static String words(Question question) {
    EntityRef ref = question.resource().ref();
    return ref.equals(EntityRef.PLATFORM) ? "the platform" : "the " + ref.type() + " " + ref.id();
  }

  private record Asked(String action, EntityRef resource) {}
}
