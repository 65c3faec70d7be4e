package iot.smarthome.cdc;

import java.time.Duration;

/**
 * How a relay behaves.
 *
 * @param lease how long a holder may work without having renewed its lease
 * @param margin how much longer than {@code lease} a candidate waits before it takes over: for
 *     monotonic clocks that run at different speed
 * @param renewEvery pause between renewals
 * @param standbyPoll pause between looks at another's lease
 * @param maxInFlight changes read but not yet acknowledged by Kafka
 * @param tokenBatch the token is stored after so many acknowledged changes …
 * @param tokenInterval … or after this time, whichever comes first
 * @param idleTokenInterval how often the token moves on while the collection is quiet, so that it
 *     does not age out of the server's history
 * @param retryFirst first pause after a failure, doubled each time …
 * @param retryCeiling … up to this; below {@code lease}, so that a holder in trouble keeps it
 * @param versionField the document's field with its version
 */
public record CdcSettings(
    Duration lease,
    Duration margin,
    Duration renewEvery,
    Duration standbyPoll,
    int maxInFlight,
    int tokenBatch,
    Duration tokenInterval,
    Duration idleTokenInterval,
    Duration retryFirst,
    Duration retryCeiling,
    String versionField) {

  public static final CdcSettings DEFAULT =
      new CdcSettings(
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          Duration.ofSeconds(1),
          500,
          200,
          Duration.ofMillis(500),
          Duration.ofSeconds(30),
          Duration.ofMillis(200),
          Duration.ofSeconds(5),
          "version");

  public CdcSettings {
    if (renewEvery.multipliedBy(2).compareTo(lease) > 0) {
      throw new IllegalArgumentException(
          "renewEvery " + renewEvery + " must be at most half of lease " + lease);
    }
    if (maxInFlight < 1 || tokenBatch < 1) {
      throw new IllegalArgumentException("maxInFlight and tokenBatch must be at least 1");
    }
  }

  public CdcSettings withLease(
      Duration newLease, Duration newMargin, Duration newRenewEvery, Duration newStandbyPoll) {
    return new CdcSettings(
        newLease,
        newMargin,
        newRenewEvery,
        newStandbyPoll,
        maxInFlight,
        tokenBatch,
        tokenInterval,
        idleTokenInterval,
        retryFirst,
        retryCeiling,
        versionField);
  }

  public CdcSettings withBatches(int newMaxInFlight, int newTokenBatch, Duration newInterval) {
    return new CdcSettings(
        lease,
        margin,
        renewEvery,
        standbyPoll,
        newMaxInFlight,
        newTokenBatch,
        newInterval,
        idleTokenInterval,
        retryFirst,
        retryCeiling,
        versionField);
  }
}
