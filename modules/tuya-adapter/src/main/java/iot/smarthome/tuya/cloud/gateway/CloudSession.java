package iot.smarthome.tuya.cloud.gateway;

import iot.smarthome.tuya.cloud.gateway.SignedRequests.Answer;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The project's token. One caller fetches it while the others wait for the same one: a second login
 * would kill the first's token.
 */
final class CloudSession {

  private static final Logger LOG = Logger.getLogger(CloudSession.class.getName());

  private record Token(String access, String refresh, Instant renewAt, Instant expiresAt) {}

  private final SignedRequests requests;
  private final Clock clock;
  private final Duration margin;
  private volatile Token token;

  CloudSession(SignedRequests requests, Clock clock, Duration margin) {
    this.requests = requests;
    this.clock = clock;
    this.margin = margin;
  }

  /** A token that is good for some time. */
  String token() {
    Token held = token;
    if (held != null && clock.instant().isBefore(held.renewAt())) {
      return held.access();
    }
    synchronized (this) {
      held = token;
      if (held != null && clock.instant().isBefore(held.renewAt())) {
        return held.access();
      }
      token = held == null ? login() : renewed(held);
      return token.access();
    }
  }

  /** Forgets the token that Tuya no longer accepts, unless another caller has replaced it. */
  void refused(String access) {
    synchronized (this) {
      if (token != null && token.access().equals(access)) {
        token = null;
      }
    }
  }

  boolean held() {
    Token held = token;
    return held != null && clock.instant().isBefore(held.expiresAt());
  }

  private Token renewed(Token old) {
    if (clock.instant().isBefore(old.expiresAt())) {
      Answer answer = requests.send("GET", "/v1.0/token/" + old.refresh(), Map.of(), null, null);
      if (answer.success()) {
        return token(answer);
      }
      // a refresh token works once; whoever lost its answer has to log in
      LOG.log(Level.INFO, "Tuya does not renew the token ({0}), logging in", answer.code());
    }
    return login();
  }

  private Token login() {
    Map<String, String> query = Map.of("grant_type", "1");
    Answer answer = requests.send("GET", "/v1.0/token", query, null, null);
    if (!answer.success() && ErrorCodes.kind(answer.code()) == ErrorCodes.Kind.CLOCK) {
      requests.follow(answer.serverTime());
      answer = requests.send("GET", "/v1.0/token", query, null, null);
    }
    if (!answer.success()) {
      throw ErrorCodes.exception(answer.code(), answer.words());
    }
    return token(answer);
  }

  private Token token(Answer answer) {
    try {
      JsonObject result = answer.result().asJsonObject();
      Instant now = clock.instant();
      Duration life =
          Duration.ofSeconds(Math.max(0, result.getJsonNumber("expire_time").longValue()));
      // Tuya answers with what is left of a token: of a nearly spent one half is used, then renewed
      Duration early = life.compareTo(margin.multipliedBy(2)) > 0 ? margin : life.dividedBy(2);
      return new Token(
          result.getString("access_token"),
          result.getString("refresh_token"),
          now.plus(life).minus(early),
          now.plus(life));
    } catch (ClassCastException | NullPointerException e) {
      throw TuyaCloudException.unanswered("no-token", "an answer without a token", e);
    }
  }
}
