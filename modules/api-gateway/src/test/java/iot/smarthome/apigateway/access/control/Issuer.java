package iot.smarthome.apigateway.access.control;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An OpenID provider on loopback as far as verifying needs one: a key set, and tokens. */
final class Issuer implements AutoCloseable {

  private final HttpServer server;
  private final AtomicInteger fetched = new AtomicInteger();
  private volatile RSAKey key;
  private volatile boolean away;

  Issuer() throws IOException, JOSEException {
    key = key("key-1");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/jwks.json",
        exchange -> {
          fetched.incrementAndGet();
          byte[] body = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(away ? 503 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  static RSAKey key(String id) throws JOSEException {
    return new RSAKeyGenerator(2048)
        .keyID(id)
        .keyUse(KeyUse.SIGNATURE)
        .algorithm(JWSAlgorithm.RS256)
        .generate();
  }

  URL keys() throws IOException {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json").toURL();
  }

  RSAKey key() {
    return key;
  }

  int fetched() {
    return fetched.get();
  }

  void rotate(String id) throws JOSEException {
    key = key(id);
  }

  void goAway() {
    away = true;
  }

  String token(JWTClaimsSet claims) throws JOSEException {
    return token(claims, header -> header, key);
  }

  static String token(JWTClaimsSet claims, UnaryOperator<JWSHeader.Builder> header, RSAKey signer)
      throws JOSEException {
    JWSHeader.Builder builder =
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(signer.getKeyID()).type(JOSEObjectType.JWT);
    SignedJWT jwt = new SignedJWT(header.apply(builder).build(), claims);
    jwt.sign(new RSASSASigner(signer));
    return jwt.serialize();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
