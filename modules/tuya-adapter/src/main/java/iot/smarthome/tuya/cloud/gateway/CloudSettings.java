package iot.smarthome.tuya.cloud.gateway;

import java.net.URI;
import java.time.Duration;

/**
 * How to call Tuya Cloud.
 *
 * @param baseUrl scheme, host, and a path that is no part of what is signed
 * @param assetId the asset that takes our devices
 * @param callsPerSecond of an API whose limit is not known
 * @param replicas of this service that share Tuya's limits
 * @param tokenMargin a token is renewed this long before it expires
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
    int replicas,
    Duration tokenMargin,
    Duration projectFaultPause) {

  /** The project in its data centre, which has one token at a time. */
  public String project() {
    return clientId + " at " + baseUrl;
  }

  /** The secret stays out of logs. */
  @Override
  public String toString() {
    return "Tuya Cloud at " + baseUrl + " as " + clientId;
  }
}
