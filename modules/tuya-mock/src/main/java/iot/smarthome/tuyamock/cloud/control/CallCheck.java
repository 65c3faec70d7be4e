package iot.smarthome.tuyamock.cloud.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Checks a call as Tuya does: client, time, signature over the bytes that came, token.
 *
 * <p>Source: Tuya developer documentation, "Sign requests for cloud authorization".
 */
@ApplicationScoped
public class CallCheck {

  private final String clientId;
  private final String secret;
  private final Duration tolerance;
  private final Tokens tokens;
  private final CloudClock clock;

  /** For the container's proxy. */
  protected CallCheck() {
    this(null, null, null, null, null);
  }

  @Inject
  public CallCheck(
      @ConfigProperty(name = "smarthome.mock.client-id") String clientId,
      @ConfigProperty(name = "smarthome.mock.client-secret") String secret,
      @ConfigProperty(name = "smarthome.mock.clock-tolerance") Duration tolerance,
      Tokens tokens,
      CloudClock clock) {
    this.clientId = clientId;
    this.secret = secret;
    this.tolerance = tolerance;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * @param path with its leading slash, without our context root
   * @param query decoded
   * @throws CloudError 1005, 1013, 1004 or 1010
   */
  public void check(
      String method,
      String path,
      SortedMap<String, String> query,
      UnaryOperator<String> header,
      byte[] body) {
    if (!clientId.equals(header.apply("client_id"))) {
      throw new CloudError(1005, "clientId invalid");
    }
    String time = header.apply("t");
    if (time == null || !isNear(time)) {
      throw new CloudError(1013, "request time is invalid");
    }
    boolean forToken = path.startsWith("/v1.0/token");
    String token = forToken ? "" : text(header.apply("access_token"));
    String toSign =
        clientId
            + token
            + time
            + text(header.apply("nonce"))
            + method
            + '\n'
            + sha256(body)
            + '\n'
            + signedHeaders(header)
            + '\n'
            + url(path, query);
    byte[] expected = hmac(toSign).getBytes(StandardCharsets.UTF_8);
    byte[] sign = text(header.apply("sign")).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(expected, sign)) {
      throw new CloudError(1004, "sign invalid");
    }
    if (!forToken && !tokens.isGood(token)) {
      throw CloudError.tokenInvalid();
    }
  }

  private boolean isNear(String time) {
    if (!time.matches("\\d{13}")) {
      return false;
    }
    return Math.abs(clock.millis() - Long.parseLong(time)) <= tolerance.toMillis();
  }

  private static String text(String header) {
    return header == null ? "" : header;
  }

  private static String signedHeaders(UnaryOperator<String> header) {
    StringBuilder lines = new StringBuilder();
    for (String name : List.of(text(header.apply("Signature-Headers")).split(":"))) {
      if (!name.isBlank()) {
        lines.append(name).append(':').append(text(header.apply(name))).append('\n');
      }
    }
    return lines.toString();
  }

  private static String url(String path, SortedMap<String, String> query) {
    StringBuilder url = new StringBuilder(path);
    char joint = '?';
    for (Map.Entry<String, String> parameter : query.entrySet()) {
      url.append(joint).append(parameter.getKey()).append('=').append(parameter.getValue());
      joint = '&';
    }
    return url.toString();
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private String hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of()
          .formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)))
          .toUpperCase(Locale.ROOT);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256", e);
    }
  }
}
