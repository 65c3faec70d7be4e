package iot.smarthome.user.authorization.entity;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;

/**
 * Under which circumstances something is asked.
 *
 * @param at when
 * @param zone the platform's time zone, in which hours and days are meant
 * @param network the address the call comes from; null when it is not known
 * @param mfa whether the login had a second factor
 * @param client the application that calls; null when it is not known
 */
public record Circumstances(Instant at, ZoneId zone, String network, boolean mfa, String client) {

  public Circumstances {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(zone, "zone");
  }

  /** The same at another time. */
  public Circumstances at(Instant other) {
    return new Circumstances(other, zone, network, mfa, client);
  }

  /** The same after a login with a second factor. */
  public Circumstances withSecondFactor() {
    return new Circumstances(at, zone, network, true, client);
  }
}
