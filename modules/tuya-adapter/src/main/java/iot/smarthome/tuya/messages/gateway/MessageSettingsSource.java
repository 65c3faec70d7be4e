package iot.smarthome.tuya.messages.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/** Reads the settings from the configuration; its file documents each. */
@ApplicationScoped
public class MessageSettingsSource {

  private static final String PREFIX = "smarthome.tuya.";

  @Produces
  @Dependent
  public MessageSettings settings(Config config) {
    String clientId = config.getValue(PREFIX + "client-id", String.class);
    String base =
        config
            .getOptionalValue(PREFIX + "message-url", String.class)
            .orElseGet(() -> config.getValue(PREFIX + "base-url", String.class));
    return new MessageSettings(
        address(base, clientId, config.getValue(PREFIX + "message-environment", String.class)),
        clientId,
        config.getValue(PREFIX + "client-secret", String.class),
        config.getValue(PREFIX + "messages-in-flight", Integer.class),
        config.getValue(PREFIX + "message-max-length", Integer.class),
        config.getValue(PREFIX + "unknown-device-patience", Duration.class),
        config.getValue(PREFIX + "undecryptable-tries", Integer.class),
        config.getValue(PREFIX + "stream-stall", Duration.class),
        config.getValue(PREFIX + "stream-idle", Duration.class),
        config.getValue(PREFIX + "stream-longest-pause", Duration.class),
        config.getOptionalValue(PREFIX + "product-overrides", String.class).map(Path::of));
  }

  /** Completes a base URL by Tuya's path; one that names a subscription stays as it is. */
  static URI address(String base, String clientId, String environment) {
    String url =
        base.strip()
            .replaceAll("/+$", "")
            .replaceFirst("^http", "ws")
            .replace("{client-id}", clientId);
    if (url.contains("-sub")) {
      return URI.create(url);
    }
    if (!url.contains("/ws/v2/consumer")) {
      url += "/ws/v2/consumer/persistent";
    }
    return URI.create(
        url
            + "/"
            + clientId
            + "/out/"
            + environment
            + "/"
            + clientId
            + "-sub?ackTimeoutMillis=30000&subscriptionType=Failover");
  }
}
