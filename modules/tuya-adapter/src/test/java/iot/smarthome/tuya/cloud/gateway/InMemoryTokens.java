package iot.smarthome.tuya.cloud.gateway;

import java.time.Instant;
import java.util.Optional;

/** Shared tokens for tests, by the rules of the stored ones. */
final class InMemoryTokens implements SharedTokens {

  private Shared stored;
  private long fence;
  private String holder;
  private Instant reservedUntil = Instant.MIN;

  @Override
  public synchronized Optional<Shared> read() {
    return Optional.ofNullable(stored);
  }

  @Override
  public synchronized boolean reserve(long after, String candidate, Instant now, Instant until) {
    if (fence != after || reservedUntil.isAfter(now)) {
      return false;
    }
    holder = candidate;
    reservedUntil = until;
    return true;
  }

  @Override
  public synchronized boolean replace(String candidate, Shared next) {
    if (fence != next.fence() - 1 || !candidate.equals(holder)) {
      return false;
    }
    stored = next;
    fence = next.fence();
    reservedUntil = Instant.MIN;
    return true;
  }

  @Override
  public synchronized void giveBack(long after, String candidate, Instant from) {
    if (fence == after && candidate.equals(holder)) {
      reservedUntil = from;
    }
  }
}
