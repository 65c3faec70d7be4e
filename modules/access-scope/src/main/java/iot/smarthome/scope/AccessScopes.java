package iot.smarthome.scope;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import iot.smarthome.rest.problem.Problem;
import iot.smarthome.rest.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The scope of whoever calls. Asked from User Service with the caller's own token, and kept for at
 * most a second for that token, action and address; callers that ask at the same time share one
 * answer.
 */
@ApplicationScoped
public class AccessScopes {

  static final String ENFORCED = "enforced";
  static final String OPEN = "open";

  // as the gateway says it, which takes away what callers say
  private static final String FORWARDED_FOR = "X-Forwarded-For";

  private static final Logger LOG = Logger.getLogger(AccessScopes.class.getName());
  private static final Duration LONGEST = Duration.ofSeconds(1);
  private static final int RETRY_AFTER_SECONDS = 2;

  private final ScopeCalls calls;
  private final HttpServletRequest request;
  private final String service;
  private final boolean open;
  private final Cache<Question, AccessScope> answers;

  /** Whole tokens: two tokens of one subject may have been given different rights. */
  private record Question(String authorization, String action, String forwardedFor) {}

  /** For the container's proxy. */
  protected AccessScopes() {
    calls = null;
    request = null;
    service = null;
    open = false;
    answers = null;
  }

  @Inject
  public AccessScopes(
      ScopeCalls calls,
      HttpServletRequest request,
      @ConfigProperty(name = "smarthome.service.name") String service,
      @ConfigProperty(name = "smarthome.scope.mode", defaultValue = ENFORCED) String mode,
      @ConfigProperty(name = "smarthome.scope.cache-time", defaultValue = "PT1S") String time,
      @ConfigProperty(name = "smarthome.scope.cache-size", defaultValue = "10000") long size) {
    this(calls, request, service, mode, Duration.parse(time), size, Ticker.systemTicker());
  }

  AccessScopes(
      ScopeCalls calls,
      HttpServletRequest request,
      String service,
      String mode,
      Duration time,
      long size,
      Ticker ticker) {
    if (!mode.equals(ENFORCED) && !mode.equals(OPEN)) {
      // a typing error must not open a door
      throw new IllegalArgumentException(
          "smarthome.scope.mode is '" + mode + "'; it must be 'enforced' or 'open'");
    }
    if (time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "smarthome.scope.cache-time is " + time + "; rights that change must be felt in PT1S");
    }
    this.calls = calls;
    this.request = request;
    this.service = service;
    this.open = mode.equals(OPEN);
    this.answers =
        Caffeine.newBuilder().maximumSize(size).expireAfterWrite(time).ticker(ticker).build();
  }

  /**
   * @param action what is done to each thing of the list, e.g. {@code readDevice}
   * @throws ProblemException 401 without a token or with one of nobody the platform knows, 503 with
   *     Retry-After while the scope cannot be had
   */
  public AccessScope of(String action) {
    if (open) {
      return AccessScope.EVERYTHING;
    }
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization == null || authorization.isBlank()) {
      throw unauthenticated();
    }
    return answers.get(
        new Question(authorization, action, request.getHeader(FORWARDED_FOR)), this::ask);
  }

  private AccessScope ask(Question question) {
    try {
      return calls
          .ask(question.action(), question.authorization(), question.forwardedFor())
          .orElseThrow(this::unauthenticated);
    } catch (ProblemException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The scope of a caller cannot be had from User Service", e);
      ProblemException problem =
          Problem.of(service, "scope-unavailable", 503, "What you may see is not known now")
              .detail("User Service does not answer. Nothing is shown until it does.")
              .retryAfter(RETRY_AFTER_SECONDS)
              .toException();
      problem.initCause(e);
      throw problem;
    }
  }

  private ProblemException unauthenticated() {
    return Problem.of(service, "unauthenticated", 401, "Not logged in")
        .detail("A list shows what its caller may see, and the platform knows no such caller.")
        .toException();
  }
}
