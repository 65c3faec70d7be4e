package iot.smarthome.apigateway.routing.control;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * How many bytes of a body are taken: {@code smarthome.gateway.max-body-bytes}, and for a media
 * type with a limit of its own {@code smarthome.gateway.max-body-bytes.<subtype>}, as the services
 * have it by {@code smarthome.rest.max-body-bytes}.
 */
public final class BodyLimits {

  static final String LIMIT = "smarthome.gateway.max-body-bytes";
  private static final Pattern SUBTYPE = Pattern.compile("^\\s*[\\w-]+/([\\w-]+)");

  private final int usual;
  private final Map<String, Integer> bySubtype = new HashMap<>();

  private BodyLimits(int usual) {
    this.usual = usual;
  }

  public static BodyLimits from(Config config) {
    BodyLimits limits = new BodyLimits(config.getValue(LIMIT, Integer.class));
    for (String property : config.getPropertyNames()) {
      if (property.startsWith(LIMIT + ".")) {
        limits.bySubtype.put(
            property.substring(LIMIT.length() + 1), config.getValue(property, Integer.class));
      }
    }
    return limits;
  }

  /** Of a body whose type does not matter. */
  public int usual() {
    return usual;
  }

  /**
   * @param contentType as it was sent, or null
   */
  public int of(String contentType) {
    Matcher subtype = SUBTYPE.matcher(contentType == null ? "" : contentType);
    return subtype.find()
        ? bySubtype.getOrDefault(subtype.group(1).toLowerCase(Locale.ROOT), usual)
        : usual;
  }
}
