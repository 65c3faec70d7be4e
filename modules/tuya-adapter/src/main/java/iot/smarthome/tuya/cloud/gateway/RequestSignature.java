package iot.smarthome.tuya.cloud.gateway;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of Tuya's OpenAPI: {@code HMAC-SHA256(client_id + access_token + t + nonce +
 * stringToSign, secret)} in upper case hexadecimal, where {@code stringToSign} is method, SHA-256
 * of the body bytes, signed header lines and URL, one a line. The access token is left out of token
 * requests.
 *
 * <p>Source: Tuya developer documentation, "Sign requests for cloud authorization".
 */
public record RequestSignature(String clientId, String secret) {

  /**
   * @param accessToken null for token requests
   * @param time milliseconds since 1970, 13 digits
   * @param nonce may be empty
   * @param signedHeaders names and values in the order of {@code Signature-Headers}
   * @param body the bytes that really go out
   * @param url path and query as {@link #url} makes it
   */
  @SuppressWarnings("checkstyle:ParameterNumber") // the protocol's own list
  public String sign(
      String method,
      String accessToken,
      long time,
      String nonce,
      Map<String, String> signedHeaders,
      byte[] body,
      String url) {
    String text =
        clientId
            + (accessToken == null ? "" : accessToken)
            + time
            + nonce
            + stringToSign(method, signedHeaders, body, url);
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

  /** What is signed of the request itself. */
  public static String stringToSign(
      String method, Map<String, String> signedHeaders, byte[] body, String url) {
    StringBuilder lines = new StringBuilder();
    signedHeaders.forEach(
        (name, value) -> lines.append(name).append(':').append(value).append('\n'));
    return method + '\n' + sha256(body) + '\n' + lines + '\n' + url;
  }

  /** The URL as it is signed: parameters sorted by name, values not encoded. */
  public static String url(String path, Map<String, String> query) {
    if (query.isEmpty()) {
      return path;
    }
    StringBuilder url = new StringBuilder(path);
    char joint = '?';
    for (Map.Entry<String, String> parameter : new TreeMap<>(query).entrySet()) {
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
}
