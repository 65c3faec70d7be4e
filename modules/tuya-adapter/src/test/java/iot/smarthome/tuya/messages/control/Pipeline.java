package iot.smarthome.tuya.messages.control;

import iot.smarthome.tuya.messages.entity.NormalisedPoint;
import iot.smarthome.tuya.messages.entity.TuyaMessage;
import iot.smarthome.tuya.messages.entity.TuyaMessage.Report;
import iot.smarthome.tuya.messages.gateway.MessageCipher;
import iot.smarthome.tuya.messages.gateway.UndecryptableMessageException;
import iot.smarthome.tuya.registration.entity.Binding;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** What a message goes through from the socket to the event, without sockets and brokers. */
final class Pipeline {

  static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final JsonProvider JSON = JsonProvider.provider();

  private final MessageCipher cipher = new MessageCipher(SECRET);
  private final MessageReader reader = new MessageReader(Clock.fixed(NOW, ZoneOffset.UTC));
  private final DeviceReport reports = new DeviceReport(new ProductOverrides());
  private final Function<String, Binding> bindings;

  /**
   * @param bindings by Tuya's device id
   */
  Pipeline(Function<String, Binding> bindings) {
    this.bindings = bindings;
  }

  /** How a message ended. */
  enum End {
    EVENT,
    PASSED_OVER,
    REFUSED
  }

  /** Throws nothing but what must not be. */
  End take(String frame) {
    try {
      Frame read = Frame.read(frame);
      TuyaMessage message =
          reader.read(read.protocol(), read.time(), cipher.open(read.mode(), read.data()));
      if (!(message instanceof Report report)) {
        return End.PASSED_OVER;
      }
      return events(report).isEmpty() ? End.PASSED_OVER : End.EVENT;
    } catch (UnreadableMessageException | UndecryptableMessageException e) {
      return End.REFUSED;
    }
  }

  /** The events of a plain status message. */
  List<String> events(int protocol, String plain) {
    return reader.read(protocol, NOW.toEpochMilli(), plain) instanceof Report report
        ? events(report)
        : List.of();
  }

  private List<String> events(Report report) {
    Binding binding = bindings.apply(report.tuyaDeviceId());
    List<String> events = new ArrayList<>();
    for (Report part : report.parts()) {
      List<NormalisedPoint> points = reports.points(binding, part, NOW);
      reports.latched(binding, part, points);
      events.add(DeviceReport.reported(binding, part, points, NOW).toString());
    }
    return events;
  }

  static String frame(int protocol, String plain) {
    return frame(
        "{\"data\":\"" + sealed(plain) + "\",\"protocol\":" + protocol + ",\"t\":1764000000000}");
  }

  static String frame(String payload) {
    return JSON.createObjectBuilder()
        .add("messageId", "m1")
        .add(
            "payload", Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8)))
        .add("properties", JSON.createObjectBuilder().add("em", "aes_ecb"))
        .build()
        .toString();
  }

  private static String sealed(String plain) {
    try {
      Cipher sealing = Cipher.getInstance("AES/ECB/PKCS5Padding");
      sealing.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(SECRET.substring(8, 24).getBytes(StandardCharsets.UTF_8), "AES"));
      return Base64.getEncoder()
          .encodeToString(sealing.doFinal(plain.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
