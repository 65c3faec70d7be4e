package iot.smarthome.tuyamock.stream.control;

import static iot.smarthome.tuyamock.cloud.control.JsonText.JSON;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import iot.smarthome.tuyamock.stream.entity.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Puts encrypted data into Tuya's envelope, {@code {data, protocol, pv, t, sign}}, and sends it.
 */
@ApplicationScoped
public class Envelopes {

  private final SecureRandom random = new SecureRandom();
  private final Subscription subscription;
  private final MessageSeal seal;
  private final String secret;

  /** For the container's proxy. */
  protected Envelopes() {
    this(null, null, null);
  }

  @Inject
  public Envelopes(
      Subscription subscription,
      MessageSeal seal,
      @ConfigProperty(name = "smarthome.mock.client-secret") String secret) {
    this.subscription = subscription;
    this.seal = seal;
    this.secret = secret;
  }

  /**
   * @return the message's id
   */
  public String publish(Plain plain) {
    MessageSeal.Sealed sealed = seal.seal(plain.text());
    String sign = sign(sealed.data(), plain.protocol(), plain.time());
    return raw(plain.key(), envelope(sealed.data(), plain, sign), sealed.mode());
  }

  private static String envelope(String data, Plain plain, String sign) {
    return JSON.createObjectBuilder()
        .add("data", data)
        .add("protocol", plain.protocol())
        .add("pv", "2.0")
        .add("sign", sign)
        .add("t", plain.time())
        .build()
        .toString();
  }

  private String sign(String data, int protocol, long time) {
    return md5("data=" + data + "||protocol=" + protocol + "||pv=2.0||t=" + time + "||" + secret);
  }

  /** Sends a payload as it is, be it broken, as if it were encrypted as now. */
  public String raw(String key, String payload) {
    return raw(key, payload, seal.mode().code());
  }

  private String raw(String key, String payload, String mode) {
    Message message = new Message(messageId(), key, payload, mode, System.currentTimeMillis());
    subscription.publish(message);
    return message.id();
  }

  private String messageId() {
    byte[] id = new byte[12];
    random.nextBytes(id);
    return Base64.getEncoder().encodeToString(id);
  }

  @SuppressFBWarnings(
      value = "WEAK_MESSAGE_DIGEST_MD5",
      justification = "The message service defines its signature by MD5")
  private static String md5(String words) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(words.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5", e);
    }
  }
}
