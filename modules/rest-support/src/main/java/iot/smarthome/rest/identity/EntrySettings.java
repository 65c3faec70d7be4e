package iot.smarthome.rest.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/**
 * What a service asks of whoever calls it.
 *
 * @param guarded false only for a server that is no service of the platform
 * @param gatewaySecret what the gateway sends with each call; nothing where the network itself
 *     proves who calls, as a mesh with mutual TLS does
 * @param loginRequired whether a verified token is needed
 * @param requiredClaims claims a token must have, and the values that are accepted of each
 */
record EntrySettings(
    boolean guarded,
    Optional<String> gatewaySecret,
    boolean loginRequired,
    Map<String, Set<String>> requiredClaims) {

  static final String ENTRY = "smarthome.security.entry";
  static final String LOGIN = "smarthome.security.login";
  static final String SECRET = "smarthome.gateway.secret";
  static final String CLAIMS = "smarthome.oidc.required-claims";

  static EntrySettings from(Config config) {
    String entry = config.getOptionalValue(ENTRY, String.class).orElse("guarded");
    String login = config.getOptionalValue(LOGIN, String.class).orElse("required");
    return new EntrySettings(
        one(ENTRY, entry, "guarded", "open"),
        config.getOptionalValue(SECRET, String.class).filter(secret -> !secret.isBlank()),
        one(LOGIN, login, "required", "none"),
        claims(config.getOptionalValue(CLAIMS, String.class).orElse("")));
  }

  // a typing error must not open a door
  private static boolean one(String key, String value, String yes, String no) {
    if (value.equals(yes) || value.equals(no)) {
      return value.equals(yes);
    }
    throw new IllegalArgumentException(
        key + " is '" + value + "'; it must be '" + yes + "' or '" + no + "'");
  }

  /**
   * @param text such as {@code token_use=access;client_id=app-1|app-2}
   */
  static Map<String, Set<String>> claims(String text) {
    Map<String, Set<String>> claims = new LinkedHashMap<>();
    for (String rule : text.split(";")) {
      if (rule.isBlank()) {
        continue;
      }
      int equals = rule.indexOf('=');
      if (equals < 1 || equals == rule.length() - 1) {
        throw new IllegalArgumentException(
            CLAIMS + " must read 'claim=value|value;…', not '" + rule.strip() + "'");
      }
      claims.put(
          rule.substring(0, equals).strip(),
          Set.of(rule.substring(equals + 1).strip().split("\\|")));
    }
    return claims;
  }
}
