package iot.smarthome.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Paths as clients see them: below {@code smarthome.rest.public-base} (default {@code /api}),
 * whatever the context root is.
 */
public final class PublicPaths {

  private PublicPaths() {}

  public static String path(String... segments) {
    String base =
        ConfigProvider.getConfig()
            .getOptionalValue("smarthome.rest.public-base", String.class)
            .orElse("/api");
    return Arrays.stream(segments)
        .flatMap(s -> Arrays.stream(s.split("/")))
        .map(s -> URLEncoder.encode(s, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/", base + "/", ""));
  }
}
