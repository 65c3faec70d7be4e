package iot.smarthome.cdc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** A store for tests of the relay's logic; looked at by the test's thread. */
class InMemoryCdcStore implements CdcStore {

  private Lease lease;
  private long claimed;
  private BsonDocument token;
  final TreeMap<String, Published> published = new TreeMap<>();
  private final TreeMap<String, Published> announced = new TreeMap<>();
  final List<CdcChange> rejected = new CopyOnWriteArrayList<>();
  final List<BsonDocument> tokens = new CopyOnWriteArrayList<>();
  volatile int failures;

  private void maybeFail() {
    if (failures > 0) {
      failures--;
      throw new IllegalStateException("the database is away");
    }
  }

  synchronized void dropLease() {
    lease = null;
  }

  @Override
  public synchronized Optional<Lease> lease() {
    maybeFail();
    return Optional.ofNullable(lease);
  }

  @Override
  public synchronized boolean createLease(String holder, long fence) {
    if (lease != null) {
      return false;
    }
    lease = new Lease(fence, 1, false);
    return true;
  }

  @Override
  public synchronized boolean takeLease(String holder, Lease seen) {
    if (!seen.equals(lease)) {
      return false;
    }
    lease = new Lease(seen.fence() + 1, seen.beat() + 1, false);
    return true;
  }

  @Override
  public synchronized boolean renewLease(long fence) {
    maybeFail();
    if (lease == null || lease.fence() != fence) {
      return false;
    }
    lease = new Lease(fence, lease.beat() + 1, false);
    return true;
  }

  @Override
  public synchronized void releaseLease(long fence) {
    if (lease != null && lease.fence() == fence) {
      lease = new Lease(fence, lease.beat() + 1, true);
    }
  }

  @Override
  public synchronized long claimedFence() {
    return claimed;
  }

  @Override
  public synchronized Optional<BsonDocument> claimToken(long fence) {
    if (claimed > fence) {
      throw new LeaseLostException("claimed by " + claimed);
    }
    claimed = fence;
    return Optional.ofNullable(token);
  }

  @Override
  public synchronized void storeToken(long fence, BsonDocument next) {
    maybeFail();
    if (claimed != fence) {
      throw new LeaseLostException("claimed by " + claimed);
    }
    token = next;
    tokens.add(next);
  }

  @Override
  public synchronized void announce(Collection<Published> documents) {
    for (Published document : documents) {
      if (!published.containsKey(CdcChange.textOf(document.id()))) {
        announced.put(CdcChange.textOf(document.id()), document);
      }
    }
  }

  @Override
  public synchronized void recordPublished(Collection<Published> documents) {
    for (Published known : documents) {
      announced.remove(CdcChange.textOf(known.id()));
      published.put(CdcChange.textOf(known.id()), known);
    }
  }

  @Override
  public synchronized void forgetPublished(Collection<BsonValue> ids) {
    for (BsonValue id : ids) {
      announced.remove(CdcChange.textOf(id));
      published.remove(CdcChange.textOf(id));
    }
  }

  @Override
  public synchronized Map<String, Long> publishedVersions(Set<String> idTexts) {
    Map<String, Long> versions = new HashMap<>();
    for (String id : idTexts) {
      if (published.containsKey(id)) {
        versions.put(id, published.get(id).version());
      }
    }
    return versions;
  }

  @Override
  public synchronized List<Published> publishedAfter(String afterIdText, int limit) {
    TreeMap<String, Published> all = new TreeMap<>(announced);
    all.putAll(published);
    return new ArrayList<>(
        (afterIdText == null ? all : all.tailMap(afterIdText, false))
            .values().stream().limit(limit).toList());
  }

  @Override
  public void reject(CdcChange change, String reason) {
    rejected.add(change);
  }
}
