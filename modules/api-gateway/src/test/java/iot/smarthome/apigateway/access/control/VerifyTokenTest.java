package iot.smarthome.apigateway.access.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import iot.smarthome.apigateway.access.entity.Caller;
import iot.smarthome.apigateway.access.entity.TokenRules;
import iot.smarthome.apigateway.access.gateway.IssuerKeys;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyTokenTest {

  private static final String ISSUER = "http://127.0.0.1:8080/oidc/endpoint/smarthome";
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration PAUSE = Duration.ofMillis(300);

  private static Issuer issuer;
  private static VerifyToken verify;

  @BeforeAll
  static void start() throws Exception {
    issuer = new Issuer();
    verify = verification(issuer, rules(Set.of("smarthome"), "sub", Map.of()));
  }

  @AfterAll
  static void stop() {
    issuer.close();
  }

  private static TokenRules rules(
      Set<String> audiences, String subjectClaim, Map<String, Set<String>> required) {
    return new TokenRules(
        ISSUER, audiences, Set.of("RS256"), subjectClaim, required, Duration.ofSeconds(30), 4096);
  }

  private static VerifyToken verification(Issuer provider, TokenRules rules) throws Exception {
    return new VerifyToken(
        rules,
        IssuerKeys.at(provider.keys(), Duration.ofMinutes(5), PAUSE, Duration.ofHours(1)),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience("smarthome")
        .subject("engineer")
        .issueTime(Date.from(NOW.minusSeconds(60)))
        .expirationTime(Date.from(NOW.plusSeconds(600)));
  }

  private static Caller accepted(String token) throws RefusedException {
    return verify.verify(List.of("Bearer " + token), null);
  }

  private static int refused(String token) {
    return refused(List.of("Bearer " + token), null);
  }

  private static int refused(List<String> authorization, String query) {
    RefusedException refusal =
        catchThrowableOfType(RefusedException.class, () -> verify.verify(authorization, query));
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.failure().headers()).containsKey("WWW-Authenticate");
    assertThat(refusal.failure().detail()).isNotBlank();
    return refusal.failure().status();
  }

  @Test
  void takesATokenOfTheProvider() throws Exception {
    Caller caller =
        accepted(
            issuer.token(
                claims().claim("azp", "console").claim("amr", List.of("pwd", "mfa")).build()));
    assertThat(caller).isEqualTo(new Caller("engineer", "console", true, NOW.plusSeconds(600)));
    assertThat(accepted(issuer.token(claims().build())).mfa()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bearer ", "BEARER ", "Bearer    "})
  void takesTheSchemeInAnyCase(String scheme) throws Exception {
    assertThat(verify.verify(List.of(scheme + issuer.token(claims().build())), null).subject())
        .isEqualTo("engineer");
  }

  @Test
  void refusesAnUnsignedToken() {
    assertThat(refused(new PlainJWT(claims().build()).serialize())).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "nOnE"})
  void refusesAlgorithmNoneHoweverWritten(String algorithm) throws Exception {
    String signed = issuer.token(claims().build());
    String header = Base64URL.encode("{\"alg\":\"" + algorithm + "\"}").toString();
    String payload = signed.split("\\.")[1];
    assertThat(refused(header + "." + payload + ".")).isEqualTo(401);
    assertThat(refused(header + "." + payload + "." + signed.split("\\.")[2])).isEqualTo(401);
  }

  @Test
  void refusesAnotherAudience() throws Exception {
    assertThat(refused(issuer.token(claims().audience("shop").build()))).isEqualTo(401);
    assertThat(refused(issuer.token(claims().audience((String) null).build()))).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080/oidc/endpoint/smarthome/",
        "https://127.0.0.1:8080/oidc/endpoint/smarthome",
        "http://evil.example/oidc/endpoint/smarthome",
        ""
      })
  void refusesAnotherIssuer(String other) throws Exception {
    assertThat(refused(issuer.token(claims().issuer(other).build()))).isEqualTo(401);
  }

  @Test
  void refusesATokenWithoutIssuerOrEnd() throws Exception {
    assertThat(refused(issuer.token(claims().issuer(null).build()))).isEqualTo(401);
    assertThat(refused(issuer.token(claims().expirationTime(null).build()))).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({"-29, true", "-31, false", "-3600, false"})
  void allowsForClocksThatDifferAndForNothingMore(long ends, boolean good) throws Exception {
    String token = issuer.token(claims().expirationTime(Date.from(NOW.plusSeconds(ends))).build());
    if (good) {
      assertThat(accepted(token).subject()).isEqualTo("engineer");
    } else {
      assertThat(refused(token)).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @CsvSource({"29, true", "31, false", "3600, false"})
  void refusesATokenBeforeItsTime(long begins, boolean good) throws Exception {
    String token = issuer.token(claims().notBeforeTime(Date.from(NOW.plusSeconds(begins))).build());
    if (good) {
      assertThat(accepted(token).subject()).isEqualTo("engineer");
    } else {
      assertThat(refused(token)).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../../../dev/null",
        "/etc/passwd",
        "http://evil.example/key",
        "key-1' OR '1'='1",
        "key-1; DROP TABLE keys",
        "key-1\u0000",
        "",
        "*"
      })
  void looksAKeyUpByItsNameOnly(String kid) throws Exception {
    RSAKey attacker = Issuer.key("key-1");
    assertThat(refused(Issuer.token(claims().build(), h -> h.keyID(kid), attacker))).isEqualTo(401);
  }

  @Test
  void refusesAnAttackersKeyUnderAKnownName() throws Exception {
    assertThat(refused(Issuer.token(claims().build(), h -> h, Issuer.key("key-1")))).isEqualTo(401);
  }

  @Test
  void believesNoKeyThatTheTokenBrings() throws Exception {
    RSAKey attacker = Issuer.key("mine");
    assertThat(
            refused(Issuer.token(claims().build(), h -> h.jwk(attacker.toPublicJWK()), attacker)))
        .isEqualTo(401);
    assertThat(
            refused(
                Issuer.token(
                    claims().build(),
                    h -> h.jwkURL(URI.create("http://evil.example/jwks")),
                    attacker)))
        .isEqualTo(401);
    assertThat(
            refused(
                Issuer.token(
                    claims().build(),
                    h -> h.x509CertURL(URI.create("http://127.0.0.1:9/cert")),
                    attacker)))
        .isEqualTo(401);
    assertThat(
            refused(
                Issuer.token(
                    claims().build(),
                    h -> h.x509CertChain(List.of(Base64.encode("certificate"))),
                    attacker)))
        .isEqualTo(401);
  }

  @Test
  void refusesEvenAWellSignedTokenThatNamesAPlaceOfKeys() throws Exception {
    assertThat(
            refused(
                Issuer.token(
                    claims().build(),
                    h -> h.jwkURL(URI.create("http://evil.example/jwks")),
                    issuer.key())))
        .isEqualTo(401);
  }

  @Test
  void doesNotTakeThePublicKeyForASharedSecret() throws Exception {
    for (byte[] secret :
        List.of(
            issuer.key().toRSAPublicKey().getEncoded(),
            issuer.key().toPublicJWK().toJSONString().getBytes(UTF_8))) {
      SignedJWT forged =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("key-1").build(), claims().build());
      forged.sign(new MACSigner(secret));
      assertThat(refused(forged.serialize())).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS384", "RS512", "PS256"})
  void refusesOtherAlgorithmsOfTheSameKey(String algorithm) throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).keyID("key-1").build(),
            claims().build());
    token.sign(new com.nimbusds.jose.crypto.RSASSASigner(issuer.key()));
    assertThat(refused(token.serialize())).isEqualTo(401);
  }

  @Test
  void refusesAnExtensionThatItMustUnderstandAndDoesNot() throws Exception {
    assertThat(
            refused(
                Issuer.token(
                    claims().build(),
                    h -> h.criticalParams(Set.of("exp2")).customParam("exp2", 1),
                    issuer.key())))
        .isEqualTo(401);
  }

  @Test
  void refusesATokenOfAnotherType() throws Exception {
    assertThat(
            refused(
                Issuer.token(
                    claims().build(),
                    h -> h.type(new com.nimbusds.jose.JOSEObjectType("logout+jwt")),
                    issuer.key())))
        .isEqualTo(401);
  }

  @Test
  void refusesWhatWasChangedAfterSigning() throws Exception {
    String[] parts = issuer.token(claims().build()).split("\\.");
    String admin = Base64URL.encode(claims().subject("admin").build().toString()).toString();
    assertThat(refused(parts[0] + "." + admin + "." + parts[2])).isEqualTo(401);
  }

  @Test
  void refusesATokenThatIsNotWhole() throws Exception {
    String token = issuer.token(claims().build());
    assertThat(refused(token.substring(0, token.length() - 8))).isEqualTo(401);
    assertThat(refused(token.substring(0, token.lastIndexOf('.')))).isEqualTo(401);
    assertThat(refused(token.substring(0, token.lastIndexOf('.') + 1))).isEqualTo(401);
    assertThat(refused("")).isEqualTo(401);
    assertThat(refused("a.b.c")).isEqualTo(401);
    assertThat(refused(token + ".x.y")).isEqualTo(401);
  }

  @Test
  void refusesATokenThatIsTooLongWithoutLookingAtIt() throws Exception {
    assertThat(refused(issuer.token(claims().claim("pad", "x".repeat(8000)).build())))
        .isEqualTo(401);
  }

  @Test
  void refusesTwoTokens() throws Exception {
    String good = "Bearer " + issuer.token(claims().build());
    assertThat(refused(List.of(good, good), null)).isEqualTo(401);
    assertThat(refused(List.of(good + ", " + good), null)).isEqualTo(401);
  }

  @Test
  void refusesATokenInTheAddress() throws Exception {
    String token = issuer.token(claims().build());
    assertThat(refused(List.of(), "access_token=" + token)).isEqualTo(401);
    assertThat(refused(List.of("Bearer " + token), "a=b&access_token=" + token)).isEqualTo(401);
  }

  @Test
  void refusesOtherWaysToLogInAndNone() {
    assertThat(refused(List.of(), null)).isEqualTo(401);
    assertThat(refused(List.of("Basic YWRtaW46YWRtaW4="), null)).isEqualTo(401);
    assertThat(refused(List.of("Bearer"), null)).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void refusesATokenOfNobody(String subject) throws Exception {
    assertThat(refused(issuer.token(claims().subject(subject).build()))).isEqualTo(401);
    assertThat(refused(issuer.token(claims().subject(null).build()))).isEqualTo(401);
    assertThat(refused(issuer.token(claims().subject("x".repeat(300)).build()))).isEqualTo(401);
  }

  @Test
  void takesCognitosAccessTokensByConfigurationAloneAndSeesItsKeyRotate() throws Exception {
    try (Issuer cognito = new Issuer()) {
      VerifyToken byConfiguration =
          verification(
              cognito,
              rules(
                  Set.of(),
                  "username",
                  Map.of("token_use", Set.of("access"), "client_id", Set.of("app-1"))));
      JWTClaimsSet access = cognito("access").build();
      Caller caller = byConfiguration.verify(List.of("Bearer " + cognito.token(access)), null);
      assertThat(caller.subject()).isEqualTo("jane");
      assertThat(caller.client()).isEqualTo("app-1");

      String old = cognito.token(access);
      cognito.rotate("key-2");
      String fresh = cognito.token(cognito("access").claim("jti", "2").build());
      await()
          .atMost(Duration.ofSeconds(10))
          .ignoreException(RefusedException.class)
          .until(
              () -> byConfiguration.verify(List.of("Bearer " + fresh), null),
              known -> known.subject().equals("jane"));
      // an identity token is about a person, not for an API; and not of another application
      refusedBy(byConfiguration, cognito.token(cognito("id").build()));
      refusedBy(
          byConfiguration, cognito.token(cognito("access").claim("client_id", "app-9").build()));
      refusedBy(byConfiguration, cognito.token(cognito("access").claim("token_use", null).build()));
      assertThat(old).isNotEqualTo(fresh);
    }
  }

  private static JWTClaimsSet.Builder cognito(String use) {
    return claims()
        .audience((String) null)
        .subject("6a1b0d3e-0000-4000-8000-000000000001")
        .claim("token_use", use)
        .claim("client_id", "app-1")
        .claim("username", "jane")
        .claim("cognito:groups", List.of("engineers"));
  }

  private static void refusedBy(VerifyToken verification, String token) {
    RefusedException refusal =
        catchThrowableOfType(
            RefusedException.class, () -> verification.verify(List.of("Bearer " + token), null));
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.failure().status()).isEqualTo(401);
  }

  @Test
  void refusesTokensOfAKeyThatTheProviderHasTakenBack() throws Exception {
    try (Issuer provider = new Issuer()) {
      VerifyToken fresh = verification(provider, rules(Set.of("smarthome"), "sub", Map.of()));
      String stolen = provider.token(claims().build());
      provider.rotate("key-2");
      refusedBy(fresh, stolen);
    }
  }

  @Test
  void goesOnWithKnownKeysWhileTheProviderIsAwayAndFailsClosedWithoutAny() throws Exception {
    try (Issuer provider = new Issuer()) {
      VerifyToken warm =
          new VerifyToken(
              rules(Set.of("smarthome"), "sub", Map.of()),
              IssuerKeys.at(
                  provider.keys(),
                  Duration.ofSeconds(20),
                  Duration.ofMillis(1),
                  Duration.ofHours(1)),
              Clock.fixed(NOW, ZoneOffset.UTC));
      warm.verify(List.of("Bearer " + provider.token(claims().build())), null);
      provider.goAway();
      Caller caller =
          warm.verify(
              List.of("Bearer " + provider.token(claims().claim("jti", "later").build())), null);
      assertThat(caller.subject()).isEqualTo("engineer");

      VerifyToken cold = verification(provider, rules(Set.of("smarthome"), "sub", Map.of()));
      String good = provider.token(claims().build());
      RefusedException refusal =
          catchThrowableOfType(
              RefusedException.class, () -> cold.verify(List.of("Bearer " + good), null));
      assertThat(refusal.failure().status()).isEqualTo(503);
      assertThat(refusal.failure().retryAfterSeconds()).isPositive();
    }
  }

  @Test
  void doesNotAskTheProviderForEachUnknownKey() throws Exception {
    try (Issuer provider = new Issuer()) {
      VerifyToken fresh =
          new VerifyToken(
              rules(Set.of("smarthome"), "sub", Map.of()),
              IssuerKeys.at(
                  provider.keys(),
                  Duration.ofMinutes(5),
                  Duration.ofMinutes(1),
                  Duration.ofHours(1)),
              Clock.fixed(NOW, ZoneOffset.UTC));
      fresh.verify(List.of("Bearer " + provider.token(claims().build())), null);
      RSAKey attacker = Issuer.key("unknown");
      for (int i = 0; i < 50; i++) {
        refusedBy(fresh, Issuer.token(claims().claim("jti", "j" + i).build(), h -> h, attacker));
      }
      assertThat(provider.fetched()).isLessThan(5);
    }
  }

  @Test
  void anEndedTokenIsRefusedThoughItWasVerifiedBefore() throws Exception {
    MovableClock clock = new MovableClock(NOW);
    VerifyToken remembering =
        new VerifyToken(
            rules(Set.of("smarthome"), "sub", Map.of()),
            IssuerKeys.at(issuer.keys(), Duration.ofMinutes(5), PAUSE, Duration.ofHours(1)),
            clock);
    List<String> header =
        List.of(
            "Bearer "
                + issuer.token(claims().expirationTime(Date.from(NOW.plusSeconds(5))).build()));
    assertThat(remembering.verify(header, null).subject()).isEqualTo("engineer");
    clock.now = NOW.plusSeconds(60);
    assertThat(catchThrowableOfType(RefusedException.class, () -> remembering.verify(header, null)))
        .isNotNull();
  }

  private static final class MovableClock extends Clock {
    private Instant now;

    private MovableClock(Instant now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public java.time.ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}
