package iot.smarthome.user.directory.boundary;

import iot.smarthome.user.directory.control.DirectoryProblems;
import jakarta.json.JsonString;
import java.security.Principal;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Whose login it is, from the token that the server has verified. */
final class CallerSubject {

  private CallerSubject() {}

  /**
   * @param claim that names the identity provider's subject
   * @throws iot.smarthome.rest.problem.ProblemException 401 without a token or without the claim
   */
  static String of(Principal principal, String claim) {
    if (principal instanceof JsonWebToken token) {
      Object value = token.getClaim(claim);
      String subject =
          value instanceof JsonString text ? text.getString() : value instanceof String s ? s : "";
      if (!subject.isBlank()) {
        return subject;
      }
    }
    throw DirectoryProblems.notLoggedIn(claim);
  }
}
