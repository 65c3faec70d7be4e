package iot.smarthome.search.indexing.boundary;

import iot.smarthome.messaging.Backoff;
import iot.smarthome.messaging.ChannelLiveness;
import iot.smarthome.messaging.CloudEvents;
import iot.smarthome.messaging.EventHandling;
import iot.smarthome.messaging.UnprocessableEventException;
import iot.smarthome.search.indexing.control.ChangeReader;
import iot.smarthome.search.indexing.control.FollowPlaces;
import iot.smarthome.search.indexing.control.IndexChanges;
import iot.smarthome.search.indexing.control.IndexMade;
import iot.smarthome.search.indexing.control.Outcome;
import iot.smarthome.search.indexing.entity.Thing;
import iot.smarthome.search.indexing.gateway.IndexUnavailableException;
import iot.smarthome.search.indexing.gateway.ThingIndex;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Hears of changed places and devices. A device is acknowledged when it is written, a place when
 * what lies in it has followed. While OpenSearch does not answer, nothing is acknowledged and the
 * channels wait.
 */
@ApplicationScoped
public class ChangesListener {

  private static final Logger LOG = Logger.getLogger(ChangesListener.class.getName());
  private static final String SERVICE = "search-collector";
  private static final String CHANNELS = "building-cdc-in, device-cdc-in";

  private final EventHandling handling;
  private final IndexChanges indexChanges;
  private final FollowPlaces followPlaces;
  private final ThingIndex index;
  private final ChannelLiveness liveness;
  private final Event<IndexMade> indexMade;
  private final Backoff backoff;
  private final MicroBatches<Change> changes;
  private final MicroBatches<Change> followers;

  @Resource ManagedThreadFactory threads;
  private final List<Thread> workers = new ArrayList<>();
  private volatile boolean closing;

  /** For the container's proxy. */
  protected ChangesListener() {
    this(null, null, null, null, null, null, 1, 1, Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  @Inject
  public ChangesListener(
      EventHandling handling,
      IndexChanges indexChanges,
      FollowPlaces followPlaces,
      ThingIndex index,
      ChannelLiveness liveness,
      Event<IndexMade> indexMade,
      @ConfigProperty(name = "smarthome.indexing.queue", defaultValue = "4000") int queue,
      @ConfigProperty(name = "smarthome.indexing.batch-size", defaultValue = "1000") int batchSize,
      @ConfigProperty(name = "smarthome.indexing.linger", defaultValue = "PT0.05S") Duration linger,
      @ConfigProperty(name = "smarthome.indexing.retry-first", defaultValue = "PT0.2S")
          Duration first,
      @ConfigProperty(name = "smarthome.indexing.retry-ceiling", defaultValue = "PT3S")
          Duration ceiling) {
    this.handling = handling;
    this.indexChanges = indexChanges;
    this.followPlaces = followPlaces;
    this.index = index;
    this.liveness = liveness;
    this.indexMade = indexMade;
    this.backoff = new Backoff(first, ceiling);
    this.changes = new MicroBatches<>(queue, batchSize, linger, this::index);
    this.followers = new MicroBatches<>(queue, batchSize, linger, this::follow);
  }

  /** One change that waits. */
  record Change(Message<byte[]> message, Thing thing) {}

  /** So that the index is there before the first event. */
  void start(@Observes @Initialized(ApplicationScoped.class) Object init) {
    LOG.log(Level.FINE, "Collecting starts");
  }

  @PostConstruct
  void open() {
    work("search-collector-indexing", this::prepareAndIndex);
    work("search-collector-following", followers::run);
  }

  /** What a thread of ours does until it ends. */
  @FunctionalInterface
  private interface Loop {
    void run() throws InterruptedException;
  }

  private void work(String name, Loop loop) {
    Thread worker =
        threads.newThread(
            () -> {
              try {
                loop.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                if (!closing) {
                  stopped(e);
                }
              } catch (RuntimeException e) {
                stopped(e);
              }
            });
    worker.setName(name);
    workers.add(worker);
    worker.start();
  }

  private void stopped(Exception e) {
    LOG.log(Level.SEVERE, "Changes are no longer collected", e);
    liveness.stopped(CHANNELS, String.valueOf(e));
  }

  private void prepareAndIndex() throws InterruptedException {
    patiently(
        () -> {
          prepare();
          return null;
        });
    changes.run();
  }

  private void prepare() {
    if (index.prepare()) {
      indexMade.fireAsync(new IndexMade());
    }
  }

  @Incoming("building-cdc-in")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public CompletionStage<Void> placeChanged(Message<byte[]> message) {
    return changed(message);
  }

  @Incoming("device-cdc-in")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public CompletionStage<Void> deviceChanged(Message<byte[]> message) {
    return changed(message);
  }

  private CompletionStage<Void> changed(Message<byte[]> message) {
    Optional<Thing> thing;
    try {
      thing = ChangeReader.read(CloudEvents.fromRecord(message.unwrap(ConsumerRecord.class)));
    } catch (UnprocessableEventException e) {
      return refuse(message, e);
    }
    return thing
        .map(known -> changes.enter(new Change(message, known)))
        .orElseGet(() -> acknowledge(message));
  }

  private CompletionStage<Void> acknowledge(Message<byte[]> message) {
    return handling.handle(message, SERVICE, (key, event) -> {});
  }

  private CompletionStage<Void> refuse(Message<byte[]> message, UnprocessableEventException e) {
    return handling.handle(
        message,
        SERVICE,
        (key, event) -> {
          throw e;
        });
  }

  private void index(List<Change> batch) throws InterruptedException {
    List<Thing> things = batch.stream().map(Change::thing).toList();
    Outcome outcome = patiently(() -> indexChanges.apply(ThingIndex.LIVE, things));
    for (Change change : batch) {
      String reason = outcome.refused().get(change.thing().id());
      if (reason != null) {
        refuse(change.message(), new UnprocessableEventException("refused-by-opensearch", reason));
      } else if (change.thing().kind().isPlace()) {
        followers.enter(change).toCompletableFuture().join();
      } else {
        acknowledge(change.message());
      }
    }
  }

  private void follow(List<Change> batch) throws InterruptedException {
    Set<String> places = new LinkedHashSet<>();
    batch.forEach(change -> places.add(change.thing().id()));
    patiently(() -> followPlaces.follow(ThingIndex.LIVE, places));
    batch.forEach(change -> acknowledge(change.message()));
  }

  /** What is tried. */
  @FunctionalInterface
  private interface Attempt<T> {
    T make() throws InterruptedException;
  }

  private <T> T patiently(Attempt<T> attempt) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        return attempt.make();
      } catch (IndexUnavailableException e) {
        Duration pause = backoff.afterFailure(failures);
        LOG.log(
            failures == 1 ? Level.WARNING : Level.FINE,
            e,
            () -> "Changes wait for OpenSearch; the next try is in " + pause);
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        prepareIfMissing();
      }
    }
  }

  private void prepareIfMissing() {
    try {
      prepare();
    } catch (IndexUnavailableException e) {
      LOG.log(Level.FINE, "OpenSearch is still away", e);
    }
  }

  @PreDestroy
  void close() {
    closing = true;
    changes.close();
    followers.close();
    for (Thread worker : workers) {
      worker.interrupt();
    }
    try {
      for (Thread worker : workers) {
        worker.join(TimeUnit.SECONDS.toMillis(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
