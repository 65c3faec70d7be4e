package iot.smarthome.tuya.cloud.gateway;

import iot.smarthome.tuya.cloud.gateway.TuyaCloudException.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;

/**
 * What Tuya's error codes mean to us; the table is data in {@code /tuya/error-codes.properties}.
 */
final class ErrorCodes {

  /** What helps against an error. */
  enum Kind {
    RETRYABLE,
    UNSURE,
    TOKEN,
    CLOCK,
    PROJECT,
    REJECTED
  }

  private static final Properties CODES = load();

  private ErrorCodes() {}

  static Kind kind(String code) {
    String line = CODES.getProperty(code, "rejected");
    return Kind.valueOf(line.split(";", 2)[0].strip().toUpperCase(Locale.ROOT));
  }

  static TuyaCloudException exception(String code, String words) {
    return switch (kind(code)) {
      case RETRYABLE -> new BusyException(code, words, null);
      case UNSURE -> new UnansweredException(code, words, null);
      case TOKEN, CLOCK -> new SessionException(code, words);
      case PROJECT ->
          new TuyaCloudException(
              Fault.PROJECT,
              code,
              words,
              "Tuya Cloud does not allow this platform to call it; its administrator has to check key, subscription and quota.",
              null);
      case REJECTED -> refusal(code, words);
    };
  }

  /** What is said of one device, in an answer that is none to the whole call. */
  static TuyaCloudException refusal(String code, String words) {
    String known = CODES.getProperty(code, "");
    int told = known.indexOf(';');
    return new TuyaCloudException(
        Fault.REJECTED,
        code,
        words,
        told > 0
            ? known.substring(told + 1).strip()
            : "Tuya Cloud refused the device ("
                + code
                + ": "
                + words
                + "). Check its bind code and register it again; if that does not help, tell your administrator.",
        null);
  }

  private static Properties load() {
    Properties codes = new Properties();
    try (InputStream in = ErrorCodes.class.getResourceAsStream("/tuya/error-codes.properties")) {
      codes.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return codes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
