package iot.smarthome.tuya.messages.gateway;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How to read Tuya's message service.
 *
 * @param window messages in work at a time
 * @param maxLength of one message, in characters
 * @param patience how long a message waits for its device to be known
 * @param undecryptableTries deliveries of a message that our key does not open before it is parked
 * @param stall a connection that brings nothing for so long while something is unacknowledged is
 *     given up
 * @param idle a connection that brings nothing at all for so long is given up
 * @param longestPause between tries to connect, which begin with half a second and double
 * @param productOverrides the operator's corrections of specifications
 */
public record MessageSettings(
    URI address,
    String clientId,
    String clientSecret,
    int window,
    int maxLength,
    Duration patience,
    int undecryptableTries,
    Duration stall,
    Duration idle,
    Duration longestPause,
    Optional<Path> productOverrides) {

  private static final Duration SILENT_FOR_EVER = Duration.ofDays(36_500);
  private static final Pattern TOPIC = Pattern.compile("/out/([^/]+)/");

  /** The name of the topic in the address. */
  String topic() {
    Matcher topic = TOPIC.matcher(address.getPath());
    return topic.find() ? topic.group(1) : "unknown";
  }

  /** The same for the topic of notices, which may be silent for ever. */
  public MessageSettings ofNotices() {
    return new MessageSettings(
        URI.create(TOPIC.matcher(address.toString()).replaceFirst("/out/notice/")),
        clientId,
        clientSecret,
        window,
        maxLength,
        patience,
        undecryptableTries,
        stall,
        SILENT_FOR_EVER,
        longestPause,
        productOverrides);
  }

  /** The secret stays out of logs. */
  @Override
  public String toString() {
    return "Tuya messages at " + address;
  }
}
