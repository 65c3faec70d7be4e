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
    return Arrays.stream(segments)
        .flatMap(s -> Arrays.stream(s.split("/")))
        // JAX-RS gives a path with the slash before it
        .filter(s -> !s.isEmpty())
        .map(s -> URLEncoder.encode(s, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/", base() + "/", ""));
  }

  /**
   * @param path below the service's own root, encoded as it was sent
   */
  public static String ofEncoded(String path) {
    return base() + (path.startsWith("/") ? path : "/" + path);
  }

  private static String base() {
    return ConfigProvider.getConfig()
        .getOptionalValue("smarthome.rest.public-base", String.class)
        .orElse("/api");
  }
}
