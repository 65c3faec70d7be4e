package iot.smarthome.systemtests;

import jakarta.json.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** An issuer of tokens for a service that runs alone: its keys, and what it signs. */
final class Tokens {

  private static final String KEY = "test-key";

  private final String issuer;
  private final KeyPair keys;

  Tokens(String issuer) throws GeneralSecurityException {
    this.issuer = issuer;
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keys = generator.generateKeyPair();
  }

  /** The public keys (RFC 7517). */
  String jwks() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return Json.createObjectBuilder()
        .add(
            "keys",
            Json.createArrayBuilder()
                .add(
                    Json.createObjectBuilder()
                        .add("kty", "RSA")
                        .add("use", "sig")
                        .add("alg", "RS256")
                        .add("kid", KEY)
                        .add("n", number(key.getModulus()))
                        .add("e", number(key.getPublicExponent()))))
        .build()
        .toString();
  }

  /** What the environment of a service must say so that it believes this issuer. */
  Map<String, String> environment() {
    return Map.of(
        "SMARTHOME_OIDC_ISSUER",
        issuer,
        "SMARTHOME_OIDC_JWKS_URI",
        issuer + "/jwk",
        "SMARTHOME_OIDC_AUDIENCES",
        "smarthome",
        "keystore_password",
        "for-this-test-alone");
  }

  /** The header {@code Authorization} of a subject, for an hour. */
  String bearer(String subject) throws GeneralSecurityException {
    long now = Instant.now().getEpochSecond();
    String signed =
        part(Json.createObjectBuilder().add("alg", "RS256").add("typ", "JWT").add("kid", KEY))
            + "."
            + part(
                Json.createObjectBuilder()
                    .add("iss", issuer)
                    .add("aud", "smarthome")
                    .add("sub", subject)
                    .add("iat", now)
                    .add("exp", now + 3600));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(keys.getPrivate());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return "Bearer " + signed + "." + base64(signature.sign());
  }

  private static String part(jakarta.json.JsonObjectBuilder json) {
    return base64(json.build().toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    byte[] magnitude = new byte[bytes.length - sign];
    System.arraycopy(bytes, sign, magnitude, 0, magnitude.length);
    return base64(magnitude);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
