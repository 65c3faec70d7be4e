package iot.smarthome.tuya.cloud.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.net.URI;
import java.time.Duration;
import java.util.NoSuchElementException;
import org.eclipse.microprofile.config.Config;

/** Reads the settings from the configuration; its file documents each. */
@ApplicationScoped
public class CloudSettingsSource {

  private static final String PREFIX = "smarthome.tuya.";

  @Produces
  @Dependent
  public CloudSettings settings(Config config) {
    return new CloudSettings(
        baseUrl(config),
        text(config, "client-id"),
        text(config, "client-secret"),
        text(config, "asset-id"),
        duration(config, "connect-timeout"),
        duration(config, "call-timeout"),
        Math.max(1, config.getValue(PREFIX + "calls-per-second", Integer.class)),
        Math.max(1, config.getValue(PREFIX + "replicas", Integer.class)),
        duration(config, "token-margin"),
        duration(config, "project-fault-pause"));
  }

  private static URI baseUrl(Config config) {
    try {
      return URI.create(text(config, "base-url").replaceAll("/+$", ""));
    } catch (NoSuchElementException e) {
      throw new IllegalStateException(
          "There is no Tuya data centre "
              + text(config, "region")
              + ": set SMARTHOME_TUYA_REGION to CN, US, US-E, EU, EU-W, IN, SG or LOCAL,"
              + " or give SMARTHOME_TUYA_BASE_URL and SMARTHOME_TUYA_MESSAGE_URL",
          e);
    }
  }

  private static String text(Config config, String name) {
    return config.getValue(PREFIX + name, String.class).strip();
  }

  private static Duration duration(Config config, String name) {
    return config.getValue(PREFIX + name, Duration.class);
  }
}
