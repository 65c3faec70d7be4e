package iot.smarthome.rest.identity;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import java.security.Principal;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Reads the token that the server has verified. */
final class VerifiedToken {

  private VerifiedToken() {}

  /**
   * Whether somebody has come by a token; a cookie or a password of the server's own does not
   * count.
   */
  static boolean isOf(Principal principal) {
    return principal instanceof JsonWebToken token
        && token.getName() != null
        && !token.getName().isBlank();
  }

  /** A claim as text; nothing when the caller has no token or the token has no such claim. */
  static Optional<String> claim(Principal principal, String name) {
    if (!(principal instanceof JsonWebToken token)) {
      return Optional.empty();
    }
    Object value = token.getClaim(name);
    if (value instanceof JsonString string) {
      return Optional.of(string.getString());
    }
    if (value instanceof JsonNumber number) {
      return Optional.of(number.toString());
    }
    return Optional.ofNullable(value).map(Object::toString);
  }
}
