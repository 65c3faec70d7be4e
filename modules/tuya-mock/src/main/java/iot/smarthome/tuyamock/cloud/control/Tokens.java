package iot.smarthome.tuyamock.cloud.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The project's one pair of tokens. A refresh replaces it, and so does a login, as Tuya says; as it
 * was seen too, a login may get what is left of the pair before.
 */
@ApplicationScoped
public class Tokens {

  /** A pair, and when the access token ends. */
  public record Pair(String access, String refresh, Instant until) {}

  private final SecureRandom random = new SecureRandom();
  private final CloudClock clock;
  private volatile Duration life;
  private volatile boolean shared;
  private Pair current;

  /** For the container's proxy. */
  protected Tokens() {
    this(null, 0, false);
  }

  @Inject
  public Tokens(
      CloudClock clock,
      @ConfigProperty(name = "smarthome.mock.token-seconds") long seconds,
      @ConfigProperty(name = "smarthome.mock.token-shared") boolean shared) {
    this.clock = clock;
    this.life = Duration.ofSeconds(seconds);
    this.shared = shared;
  }

  /** Logs in: the pair before dies, unless logins share it. */
  public synchronized Pair grant() {
    if (!shared || current == null || !isGood(current.access())) {
      current = fresh();
    }
    return current;
  }

  /**
   * @throws CloudError 1010 for a refresh token that was used or never given
   */
  public synchronized Pair refresh(String token) {
    if (current == null || !current.refresh().equals(token)) {
      throw CloudError.tokenInvalid();
    }
    current = fresh();
    return current;
  }

  public synchronized boolean isGood(String access) {
    return current != null
        && current.access().equals(access)
        && clock.now().isBefore(current.until());
  }

  public long secondsLeft(Pair pair) {
    return Math.max(0, Duration.between(clock.now(), pair.until()).toSeconds());
  }

  /** Lets the token die. */
  public synchronized void revoke() {
    current = null;
  }

  /** Logs in on behalf of somebody else: our pair is dead, theirs is good. */
  public synchronized void replace() {
    current = fresh();
  }

  /**
   * How later pairs are given.
   *
   * @param life of the access token
   * @param shared whether a login gets what is left of the pair before
   */
  public void rule(Duration life, boolean shared) {
    this.life = life;
    this.shared = shared;
  }

  public Duration life() {
    return life;
  }

  public boolean isShared() {
    return shared;
  }

  private Pair fresh() {
    return new Pair(word(), word(), clock.now().plus(life));
  }

  private String word() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
