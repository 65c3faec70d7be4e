package iot.smarthome.user.authorization.boundary;

import iot.smarthome.user.authorization.control.AuthorizationProblems;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonString;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Whose token the server has verified. */
@ApplicationScoped
public class Caller {

  private final String claim;

  /** For the container's proxy. */
  protected Caller() {
    this(null);
  }

  @Inject
  public Caller(
      @ConfigProperty(name = "smarthome.identity.subject-claim", defaultValue = "sub")
          String claim) {
    this.claim = claim;
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 401 without a token that has the claim
   */
  String subject(SecurityContext security) {
    if (security.getUserPrincipal() instanceof JsonWebToken token) {
      Object value = token.getClaim(claim);
      String subject =
          value instanceof JsonString text ? text.getString() : value instanceof String s ? s : "";
      if (!subject.isBlank()) {
        return subject;
      }
    }
    throw AuthorizationProblems.notLoggedIn();
  }
}
