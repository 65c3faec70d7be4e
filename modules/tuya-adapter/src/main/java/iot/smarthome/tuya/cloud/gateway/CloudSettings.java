package iot.smarthome.tuya.cloud.gateway;

import iot.smarthome.messaging.Backoff;
import java.net.URI;
import java.time.Duration;

/**
 * How to call Tuya Cloud.
 *
 * @param baseUrl scheme, host, and a path that is no part of what is signed
 * @param tries of one call, at least 1
 * @param tokenMargin a token is renewed this long before it expires
 * @param circuitFailures calls in a row without an answer until calls stop for {@code circuitPause}
 * @param projectFaultPause no calls for this long after a fault of the project
 */
public record CloudSettings(
    URI baseUrl,
    String clientId,
    String clientSecret,
    String assetId,
    Duration connectTimeout,
    Duration callTimeout,
    int callsPerSecond,
    int tries,
    Backoff backoff,
    Duration tokenMargin,
    int circuitFailures,
    Duration circuitPause,
    Duration projectFaultPause) {

  /** The secret stays out of logs. */
  @Override
  public String toString() {
    return "Tuya Cloud at " + baseUrl + " as " + clientId;
  }
}
