package iot.smarthome.tuya.cloud.gateway;

import iot.smarthome.tuya.cloud.gateway.SharedTokens.Shared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The project's token. In one replica one caller gets it while the others wait for the same one;
 * among replicas one logs in or refreshes, by a reservation, and the others take over what it got:
 * a second login would kill the first's token.
 */
@ApplicationScoped
public class CloudSession {

  private static final Logger LOG = Logger.getLogger(CloudSession.class.getName());

  // longer than a login can take, so that it is void only when its holder has died
  private static final Duration RESERVATION = Duration.ofSeconds(12);
  private static final Duration PATIENCE = RESERVATION.plusSeconds(3);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
  private static final long LOOK_AGAIN_MILLIS = 100;

  private record Token(
      long fence, String access, String refresh, Instant renewAt, Instant expiresAt) {}

  private final TokenApi api;
  private final SharedTokens shared;
  private final ServerClock serverClock;
  private final Clock clock;
  private final Duration margin;
  private final TokenSeal seal;
  private final String holder = UUID.randomUUID().toString();

  private volatile Token token;
  private volatile long refusedFence = -1;

  /** For the container's proxy. */
  protected CloudSession() {
    this.api = null;
    this.shared = null;
    this.serverClock = null;
    this.clock = null;
    this.margin = null;
    this.seal = null;
  }

  @Inject
  public CloudSession(
      TokenApi api, SharedTokens shared, ServerClock serverClock, CloudSettings settings) {
    this(api, shared, serverClock, settings, Clock.systemUTC());
  }

  CloudSession(
      TokenApi api,
      SharedTokens shared,
      ServerClock serverClock,
      CloudSettings settings,
      Clock clock) {
    this.api = api;
    this.shared = shared;
    this.serverClock = serverClock;
    this.clock = clock;
    this.margin = settings.tokenMargin();
    this.seal = new TokenSeal(settings.clientSecret(), settings.project());
  }

  /**
   * A token that is good for some time.
   *
   * @throws TuyaCloudException when there is none to be had
   */
  public String token() {
    Token held = token;
    if (held != null && clock.instant().isBefore(held.renewAt())) {
      return held.access();
    }
    synchronized (this) {
      held = token;
      if (held == null || !clock.instant().isBefore(held.renewAt())) {
        held = acquired();
        token = held;
      }
      return held.access();
    }
  }

  /** Forgets the token that Tuya no longer accepts, unless it has been replaced already. */
  public synchronized void refused(String access) {
    if (token != null && token.access().equals(access)) {
      refusedFence = token.fence();
      token = null;
    }
  }

  /** Whether there is a token that has not expired. */
  public boolean held() {
    Token held = token;
    return held != null && clock.instant().isBefore(held.expiresAt());
  }

  private Token acquired() {
    long since = System.nanoTime();
    while (true) {
      Optional<Shared> stored = shared.read();
      Optional<Token> known = stored.flatMap(this::opened);
      Instant now = clock.instant();
      if (known.isPresent() && now.isBefore(known.get().renewAt())) {
        return known.get();
      }
      long fence = stored.map(Shared::fence).orElse(0L);
      if (shared.reserve(fence, holder, now, now.plus(RESERVATION))) {
        Optional<Token> next = next(fence, known);
        if (next.isPresent()) {
          return next.get();
        }
      } else if (known.isPresent()) {
        return known.get(); // another replica is about to renew it, until then it is good
      } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
        throw new BusyException("no-token", "another replica has not finished its login", null);
      } else {
        pause();
      }
    }
  }

  /** What can be used of a stored token: it has not expired, and Tuya has not refused it. */
  private Optional<Token> opened(Shared stored) {
    if (stored.fence() == refusedFence || !clock.instant().isBefore(stored.expiresAt())) {
      return Optional.empty();
    }
    return seal.open(stored.sealed())
        .map(
            text -> {
              try (JsonReader reader = Json.createReader(new StringReader(text))) {
                JsonObject pair = reader.readObject();
                return new Token(
                    stored.fence(),
                    pair.getString("access"),
                    pair.getString("refresh"),
                    stored.renewAt(),
                    stored.expiresAt());
              }
            });
  }

  /** Empty when the reservation was lost, and somebody else's token is the one to use. */
  private Optional<Token> next(long fence, Optional<Token> known) {
    try {
      Token next =
          known.flatMap(old -> refreshed(fence + 1, old)).orElseGet(() -> login(fence + 1));
      String sealed =
          seal.seal(
              Json.createObjectBuilder()
                  .add("access", next.access())
                  .add("refresh", next.refresh())
                  .build()
                  .toString());
      Shared stored = new Shared(next.fence(), sealed, next.renewAt(), next.expiresAt());
      return shared.replace(holder, stored) ? Optional.of(next) : Optional.empty();
    } catch (SessionException e) {
      shared.giveBack(fence, holder, clock.instant()); // by Tuya's clock it goes at once
      throw e;
    } catch (TuyaCloudException e) {
      shared.giveBack(fence, holder, clock.instant().plus(PAUSE_AFTER_FAILURE));
      throw e;
    }
  }

  private Optional<Token> refreshed(long fence, Token old) {
    Answer answer = answered(() -> api.refresh(old.refresh()));
    if (!answer.success()) {
      // a refresh token works once; whoever lost its answer has to log in
      LOG.log(Level.INFO, "Tuya does not renew the token ({0}), logging in", answer.code());
      return Optional.empty();
    }
    return Optional.of(granted(fence, answer));
  }

  private Token login(long fence) {
    Answer answer = answered(() -> api.login(1));
    if (!answer.success()) {
      throw ErrorCodes.exception(answer.code(), answer.words());
    }
    return granted(fence, answer);
  }

  private Answer answered(Supplier<Response> call) {
    try {
      Answer answer = Answer.of(call.get());
      serverClock.follow(answer.serverTime());
      return answer;
    } catch (ProcessingException e) {
      throw new UnansweredException("no-answer", String.valueOf(e.getCause()), e);
    }
  }

  private Token granted(long fence, Answer answer) {
    try {
      JsonObject result = answer.result().asJsonObject();
      Instant now = clock.instant();
      Duration life =
          Duration.ofSeconds(Math.max(0, result.getJsonNumber("expire_time").longValue()));
      // Tuya answers with what is left of a token: of a nearly spent one half is used, then renewed
      Duration early = life.compareTo(margin.multipliedBy(2)) > 0 ? margin : life.dividedBy(2);
      return new Token(
          fence,
          result.getString("access_token"),
          result.getString("refresh_token"),
          now.plus(life).minus(early),
          now.plus(life));
    } catch (ClassCastException | NullPointerException e) {
      throw new UnansweredException("no-token", "an answer without a token", e);
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusyException("interrupted", "stopped while waiting for a token", e);
    }
  }
}
