package iot.smarthome.tuyamock.fault.entity;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A failure that was ordered.
 *
 * @param method of the calls that it strikes; null for all
 * @param path of them, {@code *} for any characters; null for all but logins, and for logins alone
 *     where they are what fails
 * @param after how many such calls are spared first
 * @param times how many are struck then; 0 for all, until it is taken back
 * @param code Tuya's
 * @param hold how long a lost answer is waited for before the connection breaks
 */
public record Fault(
    String id,
    FaultKind kind,
    String method,
    String path,
    int after,
    int times,
    int code,
    String words,
    Duration hold) {

  private static final String LOGIN = "/v1.0/token";

  public Fault {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(hold, "hold");
  }

  public boolean strikes(String itsMethod, String itsPath) {
    return (method == null || method.equalsIgnoreCase(itsMethod)) && matches(itsPath);
  }

  private boolean matches(String itsPath) {
    if (path != null) {
      return Pattern.matches(Pattern.quote(path).replace("*", "\\E.*\\Q"), itsPath);
    }
    boolean login = itsPath.startsWith(LOGIN);
    return switch (kind) {
      case LOGIN_THROTTLED -> login;
      case NO_ANSWER, BAD_GATEWAY -> true;
      default -> !login;
    };
  }
}
