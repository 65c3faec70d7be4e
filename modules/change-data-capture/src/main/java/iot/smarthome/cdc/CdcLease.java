package iot.smarthome.cdc;

import java.util.Optional;
import java.util.function.LongSupplier;

/** One candidate's view of the lease. Not thread-safe: used by the relay's thread alone. */
final class CdcLease {

  private final CdcStore store;
  private final String holder;
  private final CdcSettings settings;
  private final LongSupplier nanos;

  private long fence;
  private long heldUntil;
  private long renewAt;
  private CdcStore.Lease seen;
  private long seenAt;

  /**
   * @param nanos a monotonic clock in nanoseconds
   */
  CdcLease(CdcStore store, String holder, CdcSettings settings, LongSupplier nanos) {
    this.store = store;
    this.holder = holder;
    this.settings = settings;
    this.nanos = nanos;
  }

  /**
   * @return true when this candidate holds the lease now
   */
  boolean acquire() {
    if (fence != 0) {
      // whether lapsed or not: as long as the fence is ours, nobody else has worked
      long before = nanos.getAsLong();
      if (store.renewLease(fence)) {
        hold(before);
        return true;
      }
      fence = 0;
    }
    Optional<CdcStore.Lease> stored = store.lease();
    long before = nanos.getAsLong();
    if (stored.isEmpty()) {
      long first = store.claimedFence() + 1;
      if (!store.createLease(holder, first)) {
        return false;
      }
      fence = first;
      hold(before);
      return true;
    }
    CdcStore.Lease now = stored.get();
    if (!now.equals(seen)) {
      seen = now;
      seenAt = before;
    }
    long patience = settings.lease().plus(settings.margin()).toNanos();
    if (!now.released() && before - seenAt < patience) {
      return false;
    }
    if (!store.takeLease(holder, now)) {
      return false;
    }
    fence = now.fence() + 1;
    hold(before);
    return true;
  }

  private void hold(long since) {
    heldUntil = since + settings.lease().toNanos();
    renewAt = since + settings.renewEvery().toNanos();
  }

  /**
   * Renews when it is time.
   *
   * @throws LeaseLostException when the lease is another's or may be
   */
  void keep() {
    if (fence == 0) {
      throw new LeaseLostException("no lease");
    }
    long before = nanos.getAsLong();
    if (before - renewAt >= 0) {
      if (!store.renewLease(fence)) {
        long lost = fence;
        fence = 0;
        throw new LeaseLostException("another has taken the lease after fence " + lost);
      }
      hold(before);
    }
    if (nanos.getAsLong() - heldUntil >= 0) {
      throw new LeaseLostException("could not renew in time, fence " + fence);
    }
  }

  long fence() {
    return fence;
  }

  void release() {
    if (fence != 0) {
      store.releaseLease(fence);
      fence = 0;
    }
  }
}
