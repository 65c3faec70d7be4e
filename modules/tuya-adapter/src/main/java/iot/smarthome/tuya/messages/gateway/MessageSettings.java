package iot.smarthome.tuya.messages.gateway;

import java.net.URI;
import java.time.Duration;

/**
 * How to read Tuya's message service.
 *
 * @param window messages in work at a time
 * @param maxLength of one message, in characters
 * @param patience how long a message waits for its device to be known
 */
public record MessageSettings(
    URI address,
    String clientId,
    String clientSecret,
    int window,
    int maxLength,
    Duration patience) {

  /** The secret stays out of logs. */
  @Override
  public String toString() {
    return "Tuya messages at " + address;
  }
}
