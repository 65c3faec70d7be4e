package iot.smarthome.apigateway.access.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import iot.smarthome.apigateway.access.entity.Decision;
import iot.smarthome.apigateway.access.entity.Fault;
import iot.smarthome.apigateway.access.entity.Question;
import iot.smarthome.apigateway.access.gateway.Decisions;
import iot.smarthome.apigateway.routing.control.Failure;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Lets a request through when the decision point allows it, and only then. Decisions about reads
 * are remembered for a moment; changes of users, places and devices make them forgotten.
 */
public final class Authorize {

  private static final Logger LOG = Logger.getLogger(Authorize.class.getName());
  private static final int MOST_REMEMBERED = 50_000;
  private static final Duration LONGEST_TTL = Duration.ofSeconds(2);
  // what changes nothing may be answered from memory; everything else is asked and audited
  private static final Set<String> READS = Set.of("GET", "HEAD");

  private record Key(
      String subject,
      String client,
      boolean mfa,
      String network,
      String method,
      String path,
      String query) {}

  private final Decisions decisions;
  private final Cache<Key, Decision> remembered;
  private final AtomicLong changes = new AtomicLong();
  private final CircuitBreaker breaker;

  /**
   * @param ttl how long a decision about a read is remembered
   * @param open how long nobody is asked after the decision point has failed repeatedly
   */
  public Authorize(Decisions decisions, Duration ttl, Duration open) {
    if (ttl.compareTo(LONGEST_TTL) > 0) {
      throw new IllegalArgumentException(
          "A decision may be remembered for " + LONGEST_TTL + " at most, not " + ttl);
    }
    this.decisions = decisions;
    this.remembered =
        Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(ttl)
            .executor(Runnable::run)
            .build();
    this.breaker =
        CircuitBreaker.of(
            "decision-point",
            CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(5)
                .failureRateThreshold(50)
                .waitDurationInOpenState(open)
                .permittedNumberOfCallsInHalfOpenState(3)
                .build());
  }

  /**
   * @return nothing when the request may go on; else 403, 404, 413, 422, or 503 when nothing could
   *     be decided. Complete at once when the decision is remembered; never fails.
   */
  public CompletableFuture<Optional<Failure>> check(Question question) {
    if (!READS.contains(question.method()) || question.json() != null) {
      return ask(question).thenApply(decision -> failure(decision, question));
    }
    Key key =
        new Key(
            question.caller().subject(),
            question.caller().client(),
            question.caller().mfa(),
            question.network(),
            question.method(),
            question.path(),
            question.query());
    Decision known = remembered.getIfPresent(key);
    if (known != null) {
      return CompletableFuture.completedFuture(failure(Optional.of(known), question));
    }
    long before = changes.get();
    return ask(question)
        .thenApply(
            decision -> {
              // what is not known yet may be known in a moment
              if (decision.filter(Authorize::isLasting).isPresent() && changes.get() == before) {
                remembered.put(key, decision.get());
              }
              return failure(decision, question);
            });
  }

  private static boolean isLasting(Decision decision) {
    return decision.kind() == Decision.Kind.ALLOW || decision.kind() == Decision.Kind.DENY;
  }

  /** Nothing when nobody could decide. */
  private CompletableFuture<Optional<Decision>> ask(Question question) {
    if (!breaker.tryAcquirePermission()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    long begin = System.nanoTime();
    return decisions
        .ask(question)
        .handle(
            (decision, failed) -> {
              long took = System.nanoTime() - begin;
              if (failed == null) {
                breaker.onSuccess(took, TimeUnit.NANOSECONDS);
                return Optional.of(decision);
              }
              breaker.onError(took, TimeUnit.NANOSECONDS, failed);
              LOG.log(Level.WARNING, "Refused, because nothing could be decided", failed);
              return Optional.empty();
            });
  }

  /**
   * Something has changed by which decisions may change.
   *
   * @param id of the device that changed, or null when it was something that many decisions hang on
   */
  public void changed(String id) {
    changes.incrementAndGet();
    if (id == null) {
      remembered.invalidateAll();
    } else {
      remembered.asMap().keySet().removeIf(key -> key.path().contains(id));
    }
  }

  private static Failure undecided() {
    return new Failure(
        503,
        "authorization-unavailable",
        "Authorization unavailable",
        "Whether you may do this cannot be decided now; nothing was done.",
        2);
  }

  private static Optional<Failure> failure(Optional<Decision> decision, Question question) {
    if (decision.isEmpty()) {
      return Optional.of(undecided());
    }
    return decision
        .filter(known -> known.kind() != Decision.Kind.ALLOW)
        .map(known -> failure(known, question));
  }

  private static Failure failure(Decision decision, Question question) {
    switch (decision.kind()) {
      case DENY:
        return new Failure(
                403,
                "forbidden",
                "Not allowed",
                decision.reason() == null ? "You may not do this." : decision.reason(),
                0)
            .with(denial(decision, question));
      case UNKNOWN_RESOURCE:
        return unknown(decision, question);
      case NO_SUCH_OPERATION:
        return decision.methods().isEmpty()
            ? Failure.unknownOperation(question.method())
            : Failure.methodNotAllowed(question.method(), decision.methods());
      case UNAUTHENTICATED:
        return new Failure(
                401, "unauthenticated", "Not logged in", "User Service refuses the token.", 0)
            .withHeader("WWW-Authenticate", "Bearer realm=\"smarthome\", error=\"invalid_token\"");
      case TOO_LARGE:
        return new Failure(
                413,
                "body-too-large",
                "Request body too large",
                "The body is larger than what can be decided about.",
                0)
            .violation("(body)", "is too large", "send less in one request");
      case MALFORMED:
        return malformed(decision);
      default:
        return undecided();
    }
  }

  private static Failure malformed(Decision decision) {
    Failure failure =
        new Failure(
            400,
            "malformed-request",
            "Malformed request",
            "The request cannot be read, so nothing was decided or done.",
            0);
    for (Fault fault : decision.faults()) {
      failure = failure.violation(fault.field(), fault.message(), fault.mend());
    }
    return failure;
  }

  /** What was asked, which policies said no, and how to have it explained. */
  private static JsonObject denial(Decision decision, Question question) {
    JsonArrayBuilder policies = Json.createArrayBuilder();
    decision.policies().forEach(policies::add);
    JsonObjectBuilder more = Json.createObjectBuilder();
    if (decision.action() != null) {
      more.add("action", decision.action());
    }
    if (decision.resourceType() != null) {
      more.add("resource", resource(decision));
    }
    return more.add("policies", policies)
        .add(
            "why",
            Json.createObjectBuilder()
                .add("method", "POST")
                .add("path", "/api/authorization/decisions")
                .add("body", again(decision, question)))
        .build();
  }

  /** The same question. What a body named is asked about by itself; the body is not repeated. */
  private static JsonObject again(Decision decision, Question question) {
    JsonObjectBuilder again = Json.createObjectBuilder().add("explain", true);
    if (question.json() != null && decision.action() != null && decision.resourceId() != null) {
      return again.add("action", decision.action()).add("resource", resource(decision)).build();
    }
    again.add("method", question.method()).add("path", question.path());
    if (question.query() != null) {
      again.add("query", question.query());
    }
    return again.build();
  }

  private static JsonObject resource(Decision decision) {
    JsonObjectBuilder resource = Json.createObjectBuilder().add("type", decision.resourceType());
    if (decision.resourceId() != null) {
      resource.add("id", decision.resourceId());
    }
    return resource.build();
  }

  /** 404 for what the path names, 422 for what a field of the body names. */
  private static Failure unknown(Decision decision, Question question) {
    Optional<String> field = field(decision.resourceId(), question);
    if (field.isPresent()) {
      return new Failure(
              422,
              "unknown-resource",
              "Unknown resource",
              "The body names something that does not exist; nothing was done.",
              0)
          .violation(field.get(), "names nothing that exists", "give the id of one that does");
    }
    return new Failure(404, "not-found", "Not found", "There is nothing at this path.", 0)
        .violation(
            "(path)",
            "names nothing that exists",
            "take the id from a list, or from the Location header of what was created");
  }

  private static Optional<String> field(String id, Question question) {
    if (id == null || question.json() == null || question.path().contains(id)) {
      return Optional.empty();
    }
    try (JsonReader reader = Json.createReader(new StringReader(question.json()))) {
      if (reader.readValue() instanceof JsonObject body) {
        return body.entrySet().stream()
            .filter(entry -> entry.getValue() instanceof JsonString s && s.getString().equals(id))
            .map(Map.Entry::getKey)
            .findFirst();
      }
      return Optional.empty();
    } catch (JsonException e) {
      throw new IllegalStateException("The body was JSON when it came", e);
    }
  }
}
