package iot.smarthome.tuya.commands.control;

import iot.smarthome.tuya.cloud.gateway.TuyaCloudException;
import iot.smarthome.tuya.cloud.gateway.TuyaCloudException.Fault;
import iot.smarthome.tuya.commands.entity.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What Tuya's error codes mean for a command; data in {@code /tuya/command-errors.properties}. */
final class CommandErrors {

  private static final Properties CODES = load();

  private CommandErrors() {}

  /** Whether Tuya has certainly done nothing, and will take it another time. */
  static boolean mayBeSentAgain(TuyaCloudException e) {
    return e.fault() == Fault.RETRYABLE && !e.mayHaveHappened();
  }

  /** Whether Tuya has said no. */
  static boolean isRefusal(TuyaCloudException e) {
    return e.fault() != Fault.RETRYABLE;
  }

  static Reason reason(TuyaCloudException e) {
    String told = CODES.getProperty(e.code());
    if (e.fault() == Fault.PROJECT) {
      told = e.explanation();
    } else if (told == null) {
      told =
          "Tuya Cloud refused the command (%s: %s). Tell your administrator if that happens again."
              .formatted(e.code(), e.words());
    }
    return new Reason(e.code(), told);
  }

  private static Properties load() {
    Properties codes = new Properties();
    try (InputStream in =
        CommandErrors.class.getResourceAsStream("/tuya/command-errors.properties")) {
      codes.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return codes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
