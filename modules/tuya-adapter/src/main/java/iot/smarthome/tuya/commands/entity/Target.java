package iot.smarthome.tuya.commands.entity;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What a device will report when it has carried out a command.
 *
 * @param code as reports have it
 * @param value as {@link #text} writes it
 * @param since when the command began to be sent; what was heard before says nothing of it
 */
public record Target(String tuyaDeviceId, String code, String value, Instant since) {

  /** A value so that equal ones are equal texts: 21.50 and 21.5 are one. */
  public static String text(Object value) {
    return value instanceof BigDecimal number
        ? number.stripTrailingZeros().toPlainString()
        : value.toString();
  }

  /**
   * @param heard when the report came
   */
  public boolean isMetBy(String reportedCode, Object reportedValue, Instant heard) {
    return !heard.isBefore(since) && code.equals(reportedCode) && value.equals(text(reportedValue));
  }
}
