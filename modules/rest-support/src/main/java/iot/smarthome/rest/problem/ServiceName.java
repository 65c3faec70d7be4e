package iot.smarthome.rest.problem;

import org.eclipse.microprofile.config.ConfigProvider;

/** The name of the service whose request is being answered, {@code smarthome.service.name}. */
final class ServiceName {

  private ServiceName() {}

  static String current() {
    return ConfigProvider.getConfig()
        .getOptionalValue("smarthome.service.name", String.class)
        .orElse("platform");
  }
}
