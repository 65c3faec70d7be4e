package iot.smarthome.apigateway.access.entity;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What a token must be like; all of it is configuration, so that another OpenID provider needs no
 * code.
 *
 * @param issuer exactly this {@code iss}
 * @param audiences at least one of these in {@code aud}; empty for a provider whose access tokens
 *     have none and that is told apart by required claims
 * @param algorithms signature algorithms (RFC 7518), asymmetric ones only
 * @param subjectClaim the claim that names the caller
 * @param requiredClaims other claims and the values that are accepted of each
 * @param clockSkew how much the clocks of provider and gateway may differ
 * @param maxLength characters of the longest token that is looked at
 */
public record TokenRules(
    String issuer,
    Set<String> audiences,
    Set<String> algorithms,
    String subjectClaim,
    Map<String, Set<String>> requiredClaims,
    Duration clockSkew,
    int maxLength) {

  public TokenRules {
    audiences = Set.copyOf(audiences);
    algorithms = Set.copyOf(algorithms);
    requiredClaims = Map.copyOf(requiredClaims);
    if (audiences.isEmpty() && requiredClaims.isEmpty()) {
      throw new IllegalArgumentException(
          "A token for anybody else would be taken: set smarthome.oidc.audiences, or for a provider"
              + " without audiences smarthome.oidc.required-claims");
    }
    for (String algorithm : algorithms) {
      if (!algorithm.matches("(RS|PS|ES)(256|384|512)|EdDSA|Ed25519")) {
        throw new IllegalArgumentException(
            "smarthome.oidc.algorithms: " + algorithm + " is no asymmetric signature");
      }
    }
    if (algorithms.isEmpty()) {
      throw new IllegalArgumentException("smarthome.oidc.algorithms is empty");
    }
  }
}
