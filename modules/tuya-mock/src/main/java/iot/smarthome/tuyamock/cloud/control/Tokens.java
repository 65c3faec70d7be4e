package iot.smarthome.tuyamock.cloud.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The project's one token: a new login gets what is left of it, a refresh replaces the pair. */
@ApplicationScoped
public class Tokens {

  /** A pair, and when the access token ends. */
  public record Pair(String access, String refresh, Instant until) {}

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;
  private final Duration life;
  private Pair current;

  /** For the container's proxy. */
  protected Tokens() {
    this(Clock.systemUTC(), Duration.ZERO);
  }

  @Inject
  public Tokens(@ConfigProperty(name = "smarthome.mock.token-seconds") long seconds) {
    this(Clock.systemUTC(), Duration.ofSeconds(seconds));
  }

  Tokens(Clock clock, Duration life) {
    this.clock = clock;
    this.life = life;
  }

  public synchronized Pair grant() {
    if (current == null || !isGood(current.access())) {
      current = fresh();
    }
    return current;
  }

  /**
   * @throws CloudError 1010 for a refresh token that was used or never given
   */
  public synchronized Pair refresh(String token) {
    if (current == null || !current.refresh().equals(token)) {
      throw new CloudError(1010, "token invalid");
    }
    current = fresh();
    return current;
  }

  public synchronized boolean isGood(String access) {
    return current != null
        && current.access().equals(access)
        && clock.instant().isBefore(current.until());
  }

  public long secondsLeft(Pair pair) {
    return Math.max(0, Duration.between(clock.instant(), pair.until()).toSeconds());
  }

  /** Lets the token die, as a login elsewhere does. */
  public synchronized void revoke() {
    current = null;
  }

  private Pair fresh() {
    return new Pair(word(), word(), clock.instant().plus(life));
  }

  private String word() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
