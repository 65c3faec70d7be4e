package iot.smarthome.apigateway.access.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jwt.JWTClaimsSet;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import iot.smarthome.apigateway.access.entity.Caller;
import iot.smarthome.apigateway.access.entity.Question;
import iot.smarthome.apigateway.access.entity.TokenRules;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  private static Config config(Map<String, String> changed) throws Exception {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withSources(
            new PropertiesConfigSource(
                AdmissionTest.class.getResource("/META-INF/microprofile-config.properties"), 100),
            new PropertiesConfigSource(changed, "changed", 200))
        .build();
  }

  private static Admission admission(Map<String, String> changed) throws Exception {
    return Admission.from(config(changed), new HttpClient());
  }

  @Test
  void asksForALoginAndADecisionByDefault() throws Exception {
    // nothing listens there
    try (Admission closed = admission(Map.of("kafka.bootstrap.servers", "127.0.0.1:9"))) {
      assertThat(closed.asksForLogin()).isTrue();
      assertThat(closed.asksForDecisions()).isTrue();
    }
  }

  @Test
  void asksForNothingWhereItIsToldSo() throws Exception {
    try (Admission open =
        admission(
            Map.of("smarthome.security.login", "none", "smarthome.gateway.authorization", "off"))) {
      assertThat(open.asksForLogin()).isFalse();
      assertThat(open.asksForDecisions()).isFalse();
      assertThat(open.check(null).join()).isEmpty();
    }
  }

  @Test
  void letsATokenOfTheConfiguredProviderInAndCountsIts() throws Exception {
    try (Issuer issuer = new Issuer();
        Admission admission =
            admission(
                Map.of(
                    "smarthome.gateway.authorization", "off",
                    "smarthome.oidc.issuer", "https://pool.example/eu_1",
                    "smarthome.oidc.jwks.uri", issuer.keys().toString(),
                    "smarthome.oidc.audiences", "ALL_AUDIENCES",
                    "smarthome.oidc.subject.claim", "username",
                    "smarthome.oidc.required-claims", "token_use=access;client_id=a|b",
                    "smarthome.gateway.rate-limit.subject.per-second", "1",
                    "smarthome.gateway.rate-limit.subject.burst", "1"))) {
      String token =
          issuer.token(
              new JWTClaimsSet.Builder()
                  .issuer("https://pool.example/eu_1")
                  .claim("username", "jane")
                  .claim("token_use", "access")
                  .claim("client_id", "b")
                  .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                  .build());
      Caller caller = admission.admit(List.of("Bearer " + token), null, "127.0.0.1");
      assertThat(caller.subject()).isEqualTo("jane");
      RefusedException tooOften =
          catchThrowableOfType(
              RefusedException.class,
              () -> admission.admit(List.of("Bearer " + token), null, "127.0.0.1"));
      assertThat(tooOften.failure().status()).isEqualTo(429);
    }
  }

  @Test
  void countsGuessesByTheirAddress() throws Exception {
    Map<String, String> changed = new HashMap<>();
    changed.put("smarthome.gateway.authorization", "off");
    changed.put("smarthome.gateway.rate-limit.address.per-second", "2");
    changed.put("smarthome.gateway.rate-limit.address.burst", "2");
    try (Admission admission = admission(changed)) {
      for (int status : new int[] {401, 401, 429}) {
        RefusedException refusal =
            catchThrowableOfType(
                RefusedException.class,
                () -> admission.admit(List.of("Bearer guess"), null, "203.0.113.9"));
        assertThat(refusal.failure().status()).isEqualTo(status);
      }
      admission.countAnonymous("203.0.113.10");
    }
  }

  @Test
  void answers503WhenTheDecisionPointIsNotThere() throws Exception {
    HttpClient client = new HttpClient();
    client.start();
    Map<String, String> changed = new HashMap<>();
    // nothing listens there
    changed.put("smarthome.gateway.decisions.url", "http://127.0.0.1:9/decisions");
    changed.put("kafka.bootstrap.servers", "127.0.0.1:9");
    try (Admission admission = Admission.from(config(changed), client)) {
      assertThat(admission.asksForDecisions()).isTrue();
      Question question =
          new Question(
              new Caller("jane", "", false, Instant.MAX),
              "Bearer t",
              "GET",
              "/devices",
              null,
              null,
              "127.0.0.1",
              "r",
              "00-1-1-00");
      assertThat(admission.check(question).join().orElseThrow().status()).isEqualTo(503);
    } finally {
      client.stop();
    }
  }

  @Test
  void doesNotStartWithAConfigurationThatIsNotClear() {
    assertThatThrownBy(() -> admission(Map.of("smarthome.security.login", "yes")))
        .hasMessageContaining("smarthome.security.login");
    assertThatThrownBy(() -> admission(Map.of("smarthome.security.login", "none")))
        .hasMessageContaining("smarthome.security.login=required");
    assertThatThrownBy(() -> TokenRulesFromConfig.claims("token_use"))
        .hasMessageContaining("claim=value");
    assertThatThrownBy(
            () ->
                admission(
                    Map.of(
                        "smarthome.security.login", "required",
                        "smarthome.oidc.audiences", "ALL_AUDIENCES")))
        .hasMessageContaining("smarthome.oidc.audiences");
    assertThatThrownBy(
            () ->
                admission(
                    Map.of(
                        "smarthome.security.login", "required",
                        "smarthome.oidc.algorithms", "RS256,HS256")))
        .hasMessageContaining("HS256");
  }

  @Test
  void readsTheDefaultRules() throws Exception {
    TokenRules rules = TokenRulesFromConfig.read(config(Map.of()));
    assertThat(rules.issuer()).isEqualTo("http://127.0.0.1:8080/oidc/endpoint/smarthome");
    assertThat(rules.audiences()).isEqualTo(Set.of("smarthome"));
    assertThat(rules.requiredClaims()).isEmpty();
  }
}
