package iot.smarthome.user.authorization.boundary;

import iot.smarthome.user.authorization.control.DecisionRequest;
import jakarta.json.JsonString;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Collection;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Where a call comes from: the address by the gateway, the rest by the token that it shows. */
final class Circumstances {

  static final String FORWARDED_FOR = "X-Forwarded-For";

  private Circumstances() {}

  /**
   * As the gateway tells them when it asks for itself.
   *
   * @param forwardedFor the addresses on the way, the caller's first; may be null
   */
  static DecisionRequest of(String forwardedFor, SecurityContext security) {
    String network = forwardedFor == null ? null : forwardedFor.split(",")[0].strip();
    boolean mfa = false;
    String client = null;
    if (security.getUserPrincipal() instanceof JsonWebToken token) {
      mfa =
          token.getClaim("amr") instanceof Collection<?> methods
              && methods.stream().anyMatch(method -> "mfa".equals(text(method)));
      client = text(token.getClaim("azp"));
      if (client == null) {
        client = text(token.getClaim("client_id"));
      }
    }
    return new DecisionRequest(
        null, null, null, null, null, null, network, mfa, client == null ? "" : client);
  }

  private static String text(Object claim) {
    if (claim instanceof JsonString string) {
      return string.getString();
    }
    return claim instanceof String string ? string : null;
  }
}
