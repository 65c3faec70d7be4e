package iot.smarthome.apigateway.access.control;

import iot.smarthome.apigateway.access.entity.TokenRules;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/** Reads what tokens must be like from {@code smarthome.oidc.*}. */
public final class TokenRulesFromConfig {

  private static final String PREFIX = "smarthome.oidc.";

  private TokenRulesFromConfig() {}

  /**
   * @throws IllegalArgumentException when tokens for others would be taken, or a rule is not clear
   */
  public static TokenRules read(Config config) {
    return new TokenRules(
        config.getValue(PREFIX + "issuer", String.class),
        list(config, "audiences").stream()
            // the word by which Liberty's own verification is told the same
            .filter(audience -> !audience.equals("ALL_AUDIENCES"))
            .collect(Collectors.toSet()),
        list(config, "algorithms"),
        config.getValue(PREFIX + "subject.claim", String.class),
        claims(config.getOptionalValue(PREFIX + "required-claims", String.class).orElse("")),
        config.getValue(PREFIX + "token.clock-skew", Duration.class),
        config.getValue(PREFIX + "token.max-length", Integer.class));
  }

  private static Set<String> list(Config config, String name) {
    return Arrays.stream(config.getValue(PREFIX + name, String.class).split(","))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .collect(Collectors.toSet());
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
            PREFIX + "required-claims must read 'claim=value|value;…', not '" + rule.strip() + "'");
      }
      claims.put(
          rule.substring(0, equals).strip(),
          Set.of(rule.substring(equals + 1).strip().split("\\|")));
    }
    return claims;
  }
}
