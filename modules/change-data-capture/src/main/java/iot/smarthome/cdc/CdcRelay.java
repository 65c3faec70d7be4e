package iot.smarthome.cdc;

import com.mongodb.client.MongoDatabase;
import iot.smarthome.messaging.Backoff;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.EventPublisher;
import iot.smarthome.messaging.Faults;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * Relays the changes of one collection to Kafka for as long as it runs. No failure of MongoDB or
 * Kafka ends it: it waits and goes on from where Kafka's acknowledgements ended.
 */
public final class CdcRelay implements Runnable, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(CdcRelay.class.getName());
  private static final int PAGE = 200;

  private final String name;
  private final String source;
  private final CdcSource changes;
  private final CdcStore store;
  private final CdcMapping mapping;
  private final EventPublisher publisher;
  private final CdcSettings settings;
  private final RelayProbe probe;
  private final CdcStatus status = new CdcStatus(Clock.systemUTC());
  private final CdcLease lease;
  private final LongSupplier nanos;
  private final Backoff backoff;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean started;

  private final InFlight inFlight = new InFlight();
  private long claimedFence;
  private BsonDocument position;
  private long flushedAt;
  private int failures;

  /**
   * @param source CloudEvents source of the events, as {@code /device-service}
   */
  public CdcRelay(
      MongoDatabase database,
      String collection,
      String source,
      CdcMapping mapping,
      EventPublisher publisher,
      CdcSettings settings) {
    this(
        collection,
        source,
        new MongoCdcSource(database, collection),
        new MongoCdcStore(database, collection),
        mapping,
        publisher,
        settings,
        RelayProbe.NONE,
        System::nanoTime);
  }

  CdcRelay(
      String name,
      String source,
      CdcSource changes,
      CdcStore store,
      CdcMapping mapping,
      EventPublisher publisher,
      CdcSettings settings,
      RelayProbe probe,
      LongSupplier nanos) {
    this.name = name;
    this.source = source;
    this.changes = changes;
    this.store = store;
    this.mapping = mapping;
    this.publisher = publisher;
    this.settings = settings;
    this.probe = probe;
    this.nanos = nanos;
    this.backoff = new Backoff(settings.retryFirst(), settings.retryCeiling());
    String holder = ManagementFactory.getRuntimeMXBean().getName() + "/" + UUID.randomUUID();
    this.lease = new CdcLease(store, holder, settings, nanos);
  }

  /** A daemon thread per task. */
  static Executor ownThread(String name) {
    return task -> {
      Thread thread = new Thread(task, "cdc-" + name);
      thread.setDaemon(true);
      thread.start();
    };
  }

  /** Runs on a daemon thread of its own. */
  public void start() {
    start(ownThread(name));
  }

  /**
   * @param executor has a thread to spare for as long as the relay runs
   */
  public void start(Executor executor) {
    started = true;
    executor.execute(this);
  }

  /** The collection's name. */
  public String name() {
    return name;
  }

  public CdcStatus status() {
    return status;
  }

  /** Stops, stores what was acknowledged, and gives up the lease; waits up to 10 s for that. */
  @Override
  public void close() {
    stopping.countDown();
    if (started) {
      try {
        if (!ended.await(10, TimeUnit.SECONDS)) {
          LOG.warning(() -> "Relay of " + name + " has not ended in time; its lease will lapse");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void run() {
    try {
      while (!isStopping()) {
        try {
          if (lease.acquire()) {
            serve();
          } else {
            status.become(CdcStatus.State.STANDBY);
            pause(settings.standbyPoll());
          }
        } catch (LeaseLostException e) {
          LOG.log(Level.WARNING, e, () -> "Relay of " + name + " steps back");
          inFlight.clear();
          inFlight.flushed();
          claimedFence = 0;
          status.become(CdcStatus.State.STANDBY);
          pause(settings.standbyPoll());
        } catch (RuntimeException e) {
          failures++;
          status.failed(e);
          Duration wait = backoff.afterFailure(failures);
          LOG.log(Level.WARNING, e, () -> "Relay of " + name + " goes on in " + wait);
          pause(wait);
        }
      }
      handOver();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      status.become(CdcStatus.State.STOPPED);
      ended.countDown();
    }
  }

  private void handOver() {
    try {
      if (lease.fence() != 0) {
        lease.keep();
        if (inFlight.drain() == null) {
          flush();
        }
        lease.release();
      }
    } catch (RuntimeException e) {
      LOG.log(Level.INFO, e, () -> "Relay of " + name + " could not hand over; its lease lapses");
    }
  }

  private void serve() throws InterruptedException {
    if (claimedFence != lease.fence()) {
      position = store.claimToken(lease.fence()).orElse(null);
      claimedFence = lease.fence();
      inFlight.clear();
      inFlight.flushed();
      LOG.info(() -> "Relay of " + name + " is active with fence " + claimedFence);
    }
    try (CdcSource.Stream stream = position == null ? null : changes.open(position)) {
      if (stream != null) {
        follow(stream);
      } else {
        snapshotThenFollow();
      }
    } catch (HistoryLostException e) {
      LOG.log(Level.WARNING, e, () -> "History of " + name + " is lost, publishing all of it");
      settleAll();
      position = null;
      failures++;
      pause(backoff.afterFailure(failures));
    }
  }

  /** Waits until Kafka has everything, and stores that. */
  private void settleAll() throws InterruptedException {
    while (!inFlight.isEmpty() && !isStopping()) {
      turn();
      inFlight.await(50);
    }
    if (!isStopping()) {
      flush();
    }
  }

  private void snapshotThenFollow() throws InterruptedException {
    inFlight.clear();
    inFlight.flushed();
    // the start position comes first: what changes while the snapshot is read is in the stream
    try (CdcSource.Stream stream = changes.open(null)) {
      BsonDocument start = stream.place();
      status.become(CdcStatus.State.SNAPSHOT);
      status.countSnapshot();
      String run = UUID.randomUUID().toString();
      publishAll(run);
      publishVanished(run);
      settleAll();
      if (isStopping()) {
        return;
      }
      if (start != null) {
        store.storeToken(lease.fence(), start);
        position = start;
      }
      follow(stream);
    }
  }

  private void publishAll(String run) throws InterruptedException {
    try (CdcSource.Documents documents = changes.all()) {
      List<BsonDocument> page = new ArrayList<>(PAGE);
      while (documents.hasNext() && !isStopping()) {
        page.add(documents.next());
        if (page.size() == PAGE || !documents.hasNext()) {
          publishPage(run, page);
          page.clear();
        }
      }
    }
  }

  private void publishPage(String run, List<BsonDocument> page) throws InterruptedException {
    Set<String> ids = new HashSet<>();
    page.forEach(document -> ids.add(CdcChange.textOf(document.get("_id"))));
    Map<String, Long> known = store.publishedVersions(ids);
    // first: what Kafka takes and is deleted after a crash must be found to have vanished
    store.announce(
        page.stream()
            .map(document -> new CdcStore.Published(document.get("_id"), version(document)))
            .toList());
    for (BsonDocument document : page) {
      String id = CdcChange.textOf(document.get("_id"));
      CdcOperation operation = known.containsKey(id) ? CdcOperation.UPDATED : CdcOperation.CREATED;
      publishFound(run, operation, document.get("_id"), document, version(document));
    }
  }

  private void publishVanished(String run) throws InterruptedException {
    String after = null;
    List<CdcStore.Published> page;
    do {
      page = store.publishedAfter(after, PAGE);
      if (page.isEmpty() || isStopping()) {
        return;
      }
      Set<String> existing = changes.existing(page.stream().map(CdcStore.Published::id).toList());
      for (CdcStore.Published known : page) {
        after = CdcChange.textOf(known.id());
        if (!existing.contains(after)) {
          publishFound(run, CdcOperation.DELETED, known.id(), null, known.version() + 1);
        }
      }
    } while (page.size() == PAGE);
  }

  private void publishFound(
      String run, CdcOperation operation, BsonValue id, BsonDocument document, long version)
      throws InterruptedException {
    awaitRoom();
    CdcChange change =
        new CdcChange(operation, id, document, version, true, Clock.systemUTC().instant());
    publish(change, null, eventId(run + "/" + change.idText()));
  }

  private void follow(CdcSource.Stream stream) throws InterruptedException {
    status.become(CdcStatus.State.STREAMING);
    while (!isStopping()) {
      turn();
      if (inFlight.isBlocked(settings.maxInFlight())) {
        continue;
      }
      long before = nanos.getAsLong();
      CdcSource.Entry entry = stream.next();
      if (entry != null) {
        failures = 0;
        relay(entry);
        position = entry.token();
      } else {
        rest(stream, nanos.getAsLong() - before);
      }
    }
  }

  /** Nothing new: let the place move on, and don't spin on a server that answers at once. */
  private void rest(CdcSource.Stream stream, long waited) throws InterruptedException {
    if (inFlight.isEmpty()) {
      status.caughtUp();
      failures = 0;
      BsonDocument place = stream.place();
      boolean due = nanos.getAsLong() - flushedAt >= settings.idleTokenInterval().toNanos();
      if (due && place != null && inFlight.acknowledged() == 0) {
        lease.keep();
        store.storeToken(lease.fence(), place);
        position = place;
        flushedAt = nanos.getAsLong();
      }
    }
    if (waited < TimeUnit.MILLISECONDS.toNanos(20)) {
      pause(Duration.ofMillis(20));
    }
  }

  private void relay(CdcSource.Entry entry) {
    boolean gone = entry.operation() != CdcOperation.DELETED && entry.document() == null;
    if (entry.operation() == null || gone) {
      // gone by now: its deletion follows in the stream
      inFlight.add(
          new InFlight.Sent(
              entry.token(), null, CompletableFuture.completedFuture(null), entry.at()));
      return;
    }
    long version =
        entry.operation() == CdcOperation.DELETED
            ? versionOfDeletion(entry.id())
            : version(entry.document());
    CdcChange change =
        new CdcChange(entry.operation(), entry.id(), entry.document(), version, false, entry.at());
    publish(change, entry.token(), eventId(entry.token().toJson()));
  }

  private long versionOfDeletion(BsonValue id) {
    String text = CdcChange.textOf(id);
    Long last = inFlight.unstoredVersion(text);
    if (last == null) {
      last = store.publishedVersions(Set.of(text)).get(text);
    }
    return last == null ? 0 : last + 1;
  }

  private long version(BsonDocument document) {
    BsonValue version = document.get(settings.versionField());
    return version != null && version.isNumber() ? version.asNumber().longValue() : 0;
  }

  private void publish(CdcChange change, BsonDocument token, String eventId) {
    probe.beforePublish(change);
    Optional<CdcEvent> event;
    try {
      event = mapping.map(change);
    } catch (RuntimeException e) {
      reject(change, e);
      event = Optional.empty();
    }
    CompletableFuture<?> acknowledged =
        event
            .<CompletableFuture<?>>map(
                e ->
                    publisher
                        .publish(
                            e.topic(),
                            e.key(),
                            new EventEnvelope(
                                eventId,
                                e.type(),
                                source,
                                change.changedAt(),
                                e.subject(),
                                null,
                                e.data()))
                        .thenAccept(sent -> status.countPublished())
                        .toCompletableFuture())
            .orElseGet(() -> CompletableFuture.completedFuture(null));
    inFlight.add(new InFlight.Sent(token, change, acknowledged, change.changedAt()));
  }

  private void awaitRoom() throws InterruptedException {
    turn();
    while (inFlight.isBlocked(settings.maxInFlight()) && !isStopping()) {
      turn();
    }
  }

  /** Once round: keeps the lease, takes acknowledgements in, stores the token when it is time. */
  private void turn() throws InterruptedException {
    status.alive();
    lease.keep();
    drain();
    status.waitingSince(inFlight.oldest());
    boolean full = inFlight.acknowledged() >= settings.tokenBatch();
    boolean late = nanos.getAsLong() - flushedAt >= settings.tokenInterval().toNanos();
    if (inFlight.acknowledged() > 0 && (full || late)) {
      flush();
    }
    if (inFlight.isBlocked(settings.maxInFlight())) {
      inFlight.await(50);
    }
  }

  private void drain() {
    InFlight.Sent failed = inFlight.drain();
    while (failed != null) {
      Throwable cause = causeOf(failed.acknowledged());
      if (!Faults.areOfTheMessage(cause)) {
        restartFromAcknowledged(cause);
      }
      reject(failed.change(), cause);
      inFlight.settle();
      failed = inFlight.drain();
    }
  }

  /** What is behind a failed record must come again after it, or the order would be broken. */
  private void restartFromAcknowledged(Throwable cause) {
    BsonDocument acknowledged = inFlight.acknowledgedToken();
    if (acknowledged != null) {
      position = acknowledged;
    } else {
      position = store.claimToken(lease.fence()).orElse(null);
    }
    inFlight.clear();
    throw new IllegalStateException("Kafka has not taken a change of " + name, cause);
  }

  private void flush() {
    probe.beforeToken(inFlight.acknowledged());
    lease.keep();
    // before the token: a version not recorded would be missing for good, a doubled one is not
    store.recordPublished(inFlight.toRecord());
    if (inFlight.acknowledgedToken() != null) {
      store.storeToken(lease.fence(), inFlight.acknowledgedToken());
    }
    // after the token: a deletion that comes again still finds its version
    store.forgetPublished(inFlight.toForget());
    inFlight.flushed();
    flushedAt = nanos.getAsLong();
  }

  private void reject(CdcChange change, Throwable cause) {
    status.countRejected();
    LOG.log(
        Level.SEVERE,
        cause,
        () -> "Change of " + name + " " + change.idText() + " cannot be published, put aside");
    store.reject(change, String.valueOf(cause));
  }

  private static Throwable causeOf(CompletableFuture<?> failed) {
    Throwable cause = failed.handle((sent, failure) -> failure).join();
    while (cause instanceof java.util.concurrent.CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** The same for a change that comes again, so that consumers can tell. */
  private String eventId(String place) {
    return UUID.nameUUIDFromBytes((name + "/" + place).getBytes(StandardCharsets.UTF_8)).toString();
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void pause(Duration duration) throws InterruptedException {
    status.alive();
    boolean stop = stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    if (stop) {
      LOG.fine(() -> "Relay of " + name + " was woken to stop");
    }
  }
}
