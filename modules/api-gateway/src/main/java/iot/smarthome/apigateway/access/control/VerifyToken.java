package iot.smarthome.apigateway.access.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import iot.smarthome.apigateway.access.entity.Caller;
import iot.smarthome.apigateway.access.entity.TokenRules;
import iot.smarthome.apigateway.routing.control.Failure;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Finds out who calls, from a bearer token (RFC 6750) that is a signed JWT of our OpenID provider.
 * Everything about the key comes from the provider's key set; what a token's header says of keys
 * and where to find them is not believed.
 */
public final class VerifyToken {

  private static final Logger LOG = Logger.getLogger(VerifyToken.class.getName());
  private static final String SCHEME = "bearer ";
  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final int MOST_REMEMBERED = 10_000;
  // headers by which a token would bring its own key
  private static final Set<String> OWN_KEYS = Set.of("jku", "jwk", "x5u", "x5c");

  private final TokenRules rules;
  private final Clock clock;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final Cache<String, Caller> verified =
      Caffeine.newBuilder()
          .maximumSize(MOST_REMEMBERED)
          .expireAfterWrite(REMEMBERED)
          .executor(Runnable::run)
          .build();

  public VerifyToken(TokenRules rules, JWKSource<SecurityContext> keys, Clock clock) {
    this.rules = rules;
    this.clock = clock;
    Set<JWSAlgorithm> algorithms =
        rules.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            rules.audiences().isEmpty() ? null : rules.audiences(),
            new JWTClaimsSet.Builder().issuer(rules.issuer()).build(),
            Set.of("exp", rules.subjectClaim()),
            Set.of()) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    claims.setMaxClockSkew(Math.toIntExact(rules.clockSkew().toSeconds()));
    processor.setJWTClaimsSetVerifier(claims);
  }

  /**
   * @param authorization every {@code Authorization} header of the request
   * @param query of the request, or null
   * @throws RefusedException 401, or 503 when no key of the provider can be had
   */
  public Caller verify(Collection<String> authorization, String query) throws RefusedException {
    String token = token(authorization, query);
    Caller known = verified.getIfPresent(token);
    if (known != null && clock.instant().isBefore(known.expiresAt().plus(rules.clockSkew()))) {
      return known;
    }
    Caller caller = verify(token);
    verified.put(token, caller);
    return caller;
  }

  /** The token of a request, of which there must be exactly one, in the header. */
  private String token(Collection<String> authorization, String query) throws RefusedException {
    if (query != null && query.matches("(?s)(.*&)?access_token=.*")) {
      throw refused("invalid_request", "Send the token in the header only: addresses are logged.");
    }
    if (authorization.isEmpty()) {
      throw new RefusedException(
          unauthenticated("Send a token: 'Authorization: Bearer <token>'.")
              .withHeader("WWW-Authenticate", "Bearer realm=\"smarthome\""));
    }
    String header = authorization.iterator().next().strip();
    if (authorization.size() > 1 || header.indexOf(',') >= 0) {
      throw refused("invalid_request", "There is more than one Authorization; send one token.");
    }
    if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      throw refused("invalid_request", "The scheme of Authorization must be Bearer.");
    }
    String token = header.substring(SCHEME.length()).strip();
    if (token.length() > rules.maxLength()) {
      throw refused(
          "invalid_token", "The token is longer than " + rules.maxLength() + " characters.");
    }
    return token;
  }

  private Caller verify(String token) throws RefusedException {
    try {
      SignedJWT signed = SignedJWT.parse(token);
      if (signed.getHeader().toJSONObject().keySet().stream().anyMatch(OWN_KEYS::contains)) {
        throw refused("invalid_token", "The token brings a key of its own.");
      }
      JWTClaimsSet claims = processor.process(signed, null);
      requireClaims(claims);
      return caller(claims);
    } catch (ParseException e) {
      LOG.log(Level.FINE, "A token cannot be read", e);
      throw refused("invalid_token", "The token cannot be read as a signed JWT.");
    } catch (RateLimitReachedException e) {
      LOG.log(Level.FINE, "Tokens with unknown keys come too often to ask for keys each time", e);
      throw refused("invalid_token", "The token is signed by a key that is not known.");
    } catch (BadJOSEException e) {
      LOG.log(Level.FINE, "A token is refused", e);
      throw refused("invalid_token", "The token is not accepted: " + words(e));
    } catch (KeySourceException e) {
      LOG.log(Level.WARNING, "The OpenID provider gives no keys", e);
      throw new RefusedException(
          new Failure(
              503,
              "keys-unavailable",
              "Login cannot be checked",
              "The OpenID provider's keys cannot be read now, so no token can be verified.",
              5));
    } catch (JOSEException e) {
      LOG.log(Level.FINE, "A token cannot be verified", e);
      throw refused("invalid_token", "The token's signature cannot be verified.");
    }
  }

  // what a client may know of a refusal: nothing from the token itself
  private static String words(BadJOSEException e) {
    String said = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (said.contains("expired")) {
      return "it has expired.";
    }
    if (said.contains("before")) {
      return "it is not valid yet.";
    }
    if (said.contains("claim") || said.contains("audience") || said.contains("issuer")) {
      return "it was not issued for this platform, or lacks a claim.";
    }
    return "its signature is not one of the platform's OpenID provider.";
  }

  private void requireClaims(JWTClaimsSet claims) throws RefusedException {
    for (Map.Entry<String, Set<String>> rule : rules.requiredClaims().entrySet()) {
      Object value = claims.getClaim(rule.getKey());
      if (value == null || !rule.getValue().contains(value.toString())) {
        throw refused(
            "invalid_token",
            "The token's claim "
                + rule.getKey()
                + " must be "
                + String.join(" or ", rule.getValue().stream().sorted().toList())
                + ".");
      }
    }
  }

  private Caller caller(JWTClaimsSet claims) throws RefusedException, ParseException {
    Object subject = claims.getClaim(rules.subjectClaim());
    if (!(subject instanceof String name) || name.isBlank() || name.length() > 256) {
      throw refused("invalid_token", "The token names no subject.");
    }
    Instant expires = claims.getExpirationTime().toInstant();
    return new Caller(name, client(claims), mfa(claims), expires);
  }

  private static String client(JWTClaimsSet claims) {
    return Optional.ofNullable(claims.getClaim("azp"))
        .or(() -> Optional.ofNullable(claims.getClaim("client_id")))
        .map(Object::toString)
        .orElse("");
  }

  private static boolean mfa(JWTClaimsSet claims) {
    return claims.getClaim("amr") instanceof List<?> methods && methods.contains("mfa");
  }

  private static RefusedException refused(String error, String detail) {
    return new RefusedException(
        unauthenticated(detail)
            .withHeader("WWW-Authenticate", "Bearer realm=\"smarthome\", error=\"" + error + "\""));
  }

  private static Failure unauthenticated(String detail) {
    return new Failure(401, "unauthenticated", "Not logged in", detail, 0);
  }
}
