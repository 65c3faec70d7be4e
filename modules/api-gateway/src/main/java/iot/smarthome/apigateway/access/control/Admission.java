package iot.smarthome.apigateway.access.control;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import iot.smarthome.apigateway.access.entity.Caller;
import iot.smarthome.apigateway.access.entity.Question;
import iot.smarthome.apigateway.access.gateway.ChangeFeed;
import iot.smarthome.apigateway.access.gateway.DecisionPoint;
import iot.smarthome.apigateway.access.gateway.IssuerKeys;
import iot.smarthome.apigateway.routing.control.Failure;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.microprofile.config.Config;

/** The whole of what stands between a caller and the services, as the configuration wants it. */
public final class Admission implements AutoCloseable {

  private static final String DEVICE_CHANGES = "device.cdc.v1";
  private static final Set<String> CHANGES =
      Set.of("user.cdc.v1", "building.cdc.v1", DEVICE_CHANGES);

  private final Optional<VerifyToken> tokens;
  private final Optional<Authorize> decisions;
  private final RateLimit bySubject;
  private final RateLimit byAddress;
  private AutoCloseable feed = () -> {};

  Admission(
      Optional<VerifyToken> tokens,
      Optional<Authorize> decisions,
      RateLimit bySubject,
      RateLimit byAddress) {
    this.tokens = tokens;
    this.decisions = decisions;
    this.bySubject = bySubject;
    this.byAddress = byAddress;
  }

  /**
   * @param client for questions to the decision point; started, and stopped by its owner
   * @throws IllegalArgumentException when the configuration is not clear: a gateway that guesses
   *     would let somebody in
   */
  public static Admission from(Config config, HttpClient client) {
    boolean login = choice(config, "smarthome.security.login", "required", "none");
    boolean authorization = choice(config, "smarthome.gateway.authorization", "on", "off");
    if (authorization && !login) {
      throw new IllegalArgumentException(
          "smarthome.gateway.authorization=on needs smarthome.security.login=required");
    }
    Admission admission =
        new Admission(
            login ? Optional.of(verification(config)) : Optional.empty(),
            authorization ? Optional.of(authorization(config, client)) : Optional.empty(),
            limit(config, "subject"),
            limit(config, "address"));
    admission.decisions.ifPresent(known -> admission.feed = follow(config, known));
    return admission;
  }

  private static boolean choice(Config config, String key, String yes, String no) {
    String value = config.getValue(key, String.class);
    if (value.equals(yes) || value.equals(no)) {
      return value.equals(yes);
    }
    throw new IllegalArgumentException(
        key + " is '" + value + "'; it must be '" + yes + "' or '" + no + "'");
  }

  private static VerifyToken verification(Config config) {
    JWKSource<SecurityContext> keys =
        IssuerKeys.at(
            url(config.getValue("smarthome.oidc.jwks.uri", String.class)),
            config.getValue("smarthome.oidc.keys.cache", Duration.class),
            config.getValue("smarthome.oidc.keys.pause", Duration.class),
            config.getValue("smarthome.oidc.keys.outage", Duration.class));
    return new VerifyToken(TokenRulesFromConfig.read(config), keys, Clock.systemUTC());
  }

  private static URL url(String address) {
    try {
      return URI.create(address).toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("smarthome.oidc.jwks.uri is no address: " + address, e);
    }
  }

  private static Authorize authorization(Config config, HttpClient client) {
    return new Authorize(
        new DecisionPoint(
            client,
            config.getValue("smarthome.gateway.decisions.url", String.class),
            config.getValue("smarthome.gateway.decisions.timeout", Duration.class),
            config
                .getOptionalValue("smarthome.gateway.secret", String.class)
                .filter(secret -> !secret.isBlank())),
        config.getValue("smarthome.gateway.decisions.ttl", Duration.class),
        config.getValue("smarthome.gateway.decisions.open", Duration.class));
  }

  private static RateLimit limit(Config config, String whose) {
    String prefix = "smarthome.gateway.rate-limit." + whose + ".";
    return new RateLimit(
        config.getValue(prefix + "per-second", Integer.class),
        config.getValue(prefix + "burst", Integer.class));
  }

  private static AutoCloseable follow(Config config, Authorize decisions) {
    ChangeFeed feed =
        new ChangeFeed(
            config.getValue("kafka.bootstrap.servers", String.class),
            CHANGES,
            (topic, key) -> decisions.changed(topic.equals(DEVICE_CHANGES) ? key : null));
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            run -> {
              Thread named = new Thread(run, "gateway-changes");
              named.setDaemon(true);
              return named;
            });
    thread.execute(feed);
    return () -> {
      feed.close();
      thread.shutdown();
    };
  }

  /** Whether callers must log in. */
  public boolean asksForLogin() {
    return tokens.isPresent();
  }

  /** Whether each request is decided about. */
  public boolean asksForDecisions() {
    return decisions.isPresent();
  }

  /**
   * Counts a request of somebody who need not log in.
   *
   * @throws RefusedException 429
   */
  public void countAnonymous(String address) throws RefusedException {
    byAddress.count(address);
  }

  /**
   * Finds out who calls, and counts the request.
   *
   * @param authorization every {@code Authorization} header
   * @throws RefusedException 401, 429, or 503 when no token can be verified
   */
  public Caller admit(Collection<String> authorization, String query, String address)
      throws RefusedException {
    Caller caller;
    try {
      caller = tokens.orElseThrow().verify(authorization, query);
    } catch (RefusedException e) {
      // guessing tokens costs, too
      byAddress.count(address);
      throw e;
    }
    bySubject.count(caller.subject());
    return caller;
  }

  /**
   * @return nothing when the request may go on, else why not; never fails
   */
  public CompletableFuture<Optional<Failure>> check(Question question) {
    return decisions
        .map(known -> known.check(question))
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }

  @Override
  public void close() throws Exception {
    feed.close();
  }
}
