package iot.smarthome.tuya.cloud.gateway;

import iot.smarthome.messaging.Backoff;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/** Reads the settings from the configuration; its file documents each. */
@ApplicationScoped
public class CloudSettingsSource {

  private static final String PREFIX = "smarthome.tuya.";

  @Produces
  @Dependent
  public CloudSettings settings(Config config) {
    return new CloudSettings(
        URI.create(text(config, "base-url").replaceAll("/+$", "")),
        text(config, "client-id"),
        text(config, "client-secret"),
        text(config, "asset-id"),
        duration(config, "connect-timeout"),
        duration(config, "call-timeout"),
        config.getValue(PREFIX + "calls-per-second", Integer.class),
        config.getValue(PREFIX + "call-tries", Integer.class),
        new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2)),
        duration(config, "token-margin"),
        config.getValue(PREFIX + "circuit-failures", Integer.class),
        duration(config, "circuit-pause"),
        duration(config, "project-fault-pause"));
  }

  private static String text(Config config, String name) {
    return config.getValue(PREFIX + name, String.class).strip();
  }

  private static Duration duration(Config config, String name) {
    return config.getValue(PREFIX + name, Duration.class);
  }
}
