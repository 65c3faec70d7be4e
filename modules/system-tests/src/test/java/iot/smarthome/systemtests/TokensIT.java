package iot.smarthome.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service behind nobody: it verifies tokens itself, of the platform's provider and of one shaped
 * as AWS Cognito's, by configuration alone. The providers are key sets on loopback.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokensIT {

  private static final String SERVICE = "metrics-analyzer";
  private static final String PATH = "/metrics-analyzer/nothing-is-here";
  private static final String ISSUER = "https://issuer.example/pool";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path home;
  private HttpServer provider;
  private volatile RSAKey key;

  @BeforeAll
  void startProvider() throws Exception {
    key = key("key-1");
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext(
        "/jwks.json",
        exchange -> {
          byte[] body = new JWKSet(key.toPublicJWK()).toString().getBytes(UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    provider.start();
  }

  @AfterAll
  void stopProvider() {
    provider.stop(0);
  }

  private static RSAKey key(String id) throws JOSEException {
    return new RSAKeyGenerator(2048)
        .keyID(id)
        .keyUse(KeyUse.SIGNATURE)
        .algorithm(JWSAlgorithm.RS256)
        .generate();
  }

  private Map<String, String> environment(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
    environment.put("MONGODB_URI", "mongodb://127.0.0.1:1");
    environment.put("SMARTHOME_SECURITY_LOGIN", "required");
    environment.put("SMARTHOME_OIDC_ISSUER", ISSUER);
    environment.put(
        "SMARTHOME_OIDC_JWKS_URI",
        "http://127.0.0.1:" + provider.getAddress().getPort() + "/jwks.json");
    environment.put("keystore_password", "of-a-test-that-keeps-nothing");
    return environment;
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience("smarthome")
        .subject("engineer")
        .jwtID("id-" + Steps.number())
        .issueTime(Date.from(Instant.now().minusSeconds(60)))
        .expirationTime(Date.from(Instant.now().plusSeconds(600)));
  }

  private static JWTClaimsSet.Builder cognito(String use) {
    return claims()
        .audience((String) null)
        .claim("token_use", use)
        .claim("client_id", "app-1")
        .claim("username", "jane")
        .claim("cognito:groups", List.of("engineers"));
  }

  private static String token(
      JWTClaimsSet claims, UnaryOperator<JWSHeader.Builder> header, RSAKey signer)
      throws JOSEException {
    SignedJWT jwt =
        new SignedJWT(
            header
                .apply(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(signer.getKeyID())
                        .type(JOSEObjectType.JWT))
                .build(),
            claims);
    jwt.sign(new RSASSASigner(signer));
    return jwt.serialize();
  }

  private String good(JWTClaimsSet.Builder claims) throws JOSEException {
    return token(claims.build(), header -> header, key);
  }

  private static void assertRefused(ServiceAlone service, String what, String authorization)
      throws IOException {
    HttpResponse<String> answer = service.get(PATH, authorization);
    assertThat(answer.statusCode()).as(what).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .as(what)
        .startsWith("application/problem+json");
    assertThat(answer.body()).as(what).contains("unauthenticated");
  }

  private static void awaitTaken(ServiceAlone service, String token) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(service.get(PATH, "Bearer " + token).statusCode())
                    .as("in, and nothing there")
                    .isEqualTo(404));
  }

  @Test
  void aServiceTakesTokensOfThePlatformsProviderAndNoOther() throws Exception {
    try (ServiceAlone service =
        ServiceAlone.start(SERVICE, home.resolve("own"), environment(Map.of()))) {
      awaitTaken(service, good(claims()));
      for (Map.Entry<String, String> bad : bad().entrySet()) {
        assertRefused(service, bad.getKey(), bad.getValue());
      }
      // what is not the platform's needs no token
      assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
      assertThat(service.get("/metrics").statusCode()).isEqualTo(200);
      assertThat(service.get("/openapi").statusCode()).isEqualTo(200);
      awaitTaken(service, good(claims()));
    }
  }

  private Map<String, String> bad() throws JOSEException {
    RSAKey attacker = key("key-1");
    String sample = good(claims());
    String payload = sample.split("\\.")[1];
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("unsigned", new PlainJWT(claims().build()).serialize());
    tokens.put(
        "alg none with a signature",
        Base64URL.encode("{\"alg\":\"none\"}") + "." + payload + "." + sample.split("\\.")[2]);
    tokens.put("another audience", good(claims().audience("shop")));
    tokens.put("another issuer", good(claims().issuer("https://evil.example/pool")));
    tokens.put("ended", good(claims().expirationTime(Date.from(Instant.now().minusSeconds(120)))));
    tokens.put(
        "not yet valid", good(claims().notBeforeTime(Date.from(Instant.now().plusSeconds(120)))));
    tokens.put("an attacker's key", token(claims().build(), h -> h, attacker));
    tokens.put("unknown key", token(claims().build(), h -> h, key("key-9")));
    tokens.put("key id as a path", token(claims().build(), h -> h.keyID("../../key-1"), attacker));
    tokens.put(
        "key id as SQL", token(claims().build(), h -> h.keyID("key-1' OR '1'='1"), attacker));
    tokens.put(
        "brings its key", token(claims().build(), h -> h.jwk(attacker.toPublicJWK()), attacker));
    tokens.put(
        "says where its key is",
        token(claims().build(), h -> h.jwkURL(URI.create("http://127.0.0.1:9/jwks")), attacker));
    SignedJWT confused =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("key-1").build(), claims().build());
    confused.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
    tokens.put("public key as a shared secret", confused.serialize());
    tokens.put("not whole", sample.substring(0, sample.length() - 8));
    tokens.put("no subject", good(claims().subject(null)));
    tokens.put("nonsense", "a.b.c");
    tokens.replaceAll((what, token) -> "Bearer " + token);
    tokens.put("nothing", null);
    tokens.put("a password", "Basic YWRtaW46YWRtaW4=");
    return tokens;
  }

  @Test
  void aServiceTakesCognitosTokensByConfigurationAloneAndFollowsItsKeys() throws Exception {
    try (ServiceAlone service =
        ServiceAlone.start(
            SERVICE,
            home.resolve("cognito"),
            environment(
                Map.of(
                    "SMARTHOME_OIDC_AUDIENCES", "ALL_AUDIENCES",
                    "SMARTHOME_OIDC_SUBJECT_CLAIM", "username",
                    "SMARTHOME_OIDC_GROUPS_CLAIM", "cognito:groups",
                    "SMARTHOME_OIDC_REQUIRED_CLAIMS", "token_use=access;client_id=app-1")))) {
      awaitTaken(service, good(cognito("access")));
      assertRefused(service, "an identity token", "Bearer " + good(cognito("id")));
      assertRefused(
          service,
          "of another application",
          "Bearer " + good(cognito("access").claim("client_id", "app-9")));
      RSAKey old = key;
      key = key("key-2");
      awaitTaken(service, good(cognito("access")));
      assertThat(key.getKeyID()).isNotEqualTo(old.getKeyID());
    }
  }
}
