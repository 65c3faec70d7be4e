package iot.smarthome.tuyamock.stream.control;

import static iot.smarthome.tuyamock.cloud.control.JsonText.JSON;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import iot.smarthome.tuyamock.cloud.control.CloudClock;
import iot.smarthome.tuyamock.fault.control.Quota;
import iot.smarthome.tuyamock.stream.entity.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Puts encrypted data into Tuya's envelope, {@code {data, protocol, pv, t, sign}}, and sends it.
 */
@ApplicationScoped
public class Envelopes {

  private final Topics topics;
  private final MessageSeal seal;
  private final Quota quota;
  private final CloudClock clock;
  private final String clientId;
  private final String secret;

  /** For the container's proxy. */
  protected Envelopes() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public Envelopes(
      Topics topics,
      MessageSeal seal,
      Quota quota,
      CloudClock clock,
      @ConfigProperty(name = "smarthome.mock.client-id") String clientId,
      @ConfigProperty(name = "smarthome.mock.client-secret") String secret) {
    this.topics = topics;
    this.seal = seal;
    this.quota = quota;
    this.clock = clock;
    this.clientId = clientId;
    this.secret = secret;
  }

  /**
   * A message that is encrypted and signed.
   *
   * @param mode how it is encrypted
   */
  public record Sealed(String payload, String mode) {}

  /**
   * @return the message's id; empty when nobody is told
   */
  public String publish(Plain plain) {
    Sealed sealed = sealed(plain);
    return raw(plain.key(), sealed.payload(), sealed.mode());
  }

  public Sealed sealed(Plain plain) {
    MessageSeal.Sealed data = seal.seal(plain.text());
    String sign = sign(data.data(), plain.protocol(), plain.time());
    return new Sealed(envelope(data.data(), plain, sign), data.mode());
  }

  // base64, numbers and hexadecimal digits: nothing to escape
  private static String envelope(String data, Plain plain, String sign) {
    return "{\"data\":\""
        + data
        + "\",\"protocol\":"
        + plain.protocol()
        + ",\"pv\":\"2.0\",\"sign\":\""
        + sign
        + "\",\"t\":"
        + plain.time()
        + "}";
  }

  private String sign(String data, int protocol, long time) {
    return md5("data=" + data + "||protocol=" + protocol + "||pv=2.0||t=" + time + "||" + secret);
  }

  /** Sends a payload as it is, be it broken, as if it were encrypted as now. */
  public String raw(String key, String payload) {
    return raw(key, payload, seal.mode().code());
  }

  private String raw(String key, String payload, String mode) {
    if (!quota.takeMessage()) {
      return "";
    }
    String id = topics.publish(new Message(null, key, payload, mode, clock.millis()));
    noteBacklog();
    return id;
  }

  private void noteBacklog() {
    Topic event = topics.event();
    if (!event.isToBeNoted()) {
      return;
    }
    long time = clock.millis();
    String data =
        JSON.createObjectBuilder()
            .add("dataCenter", "AY")
            .add("topic", clientId + "/out/" + event.name())
            .add("subscription", clientId + "-sub")
            .add("backLogNum", event.backlog())
            .build()
            .toString();
    String text =
        JSON.createObjectBuilder()
            .add("bizCode", "HighPriorityNotice")
            .add(
                "bizData",
                JSON.createObjectBuilder()
                    .add("eventType", "pulsar_backlog_notice")
                    .add("eventData", data))
            .add("ts", time)
            .build()
            .toString();
    Sealed sealed = sealed(new Plain("notice", 10000, text, time));
    topics.notice().publish(new Message(null, "notice", sealed.payload(), sealed.mode(), time));
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
