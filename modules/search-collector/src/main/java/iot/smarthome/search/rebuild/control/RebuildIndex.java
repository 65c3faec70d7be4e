package iot.smarthome.search.rebuild.control;

import iot.smarthome.messaging.Backoff;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.UnprocessableEventException;
import iot.smarthome.search.indexing.control.ChangeReader;
import iot.smarthome.search.indexing.control.FollowPlaces;
import iot.smarthome.search.indexing.control.IndexChanges;
import iot.smarthome.search.indexing.control.Outcome;
import iot.smarthome.search.indexing.entity.Thing;
import iot.smarthome.search.indexing.gateway.IndexUnavailableException;
import iot.smarthome.search.indexing.gateway.ThingIndex;
import iot.smarthome.search.rebuild.entity.Rebuild;
import iot.smarthome.search.rebuild.entity.Rebuild.State;
import iot.smarthome.search.rebuild.gateway.ChangeHistory;
import iot.smarthome.search.rebuild.gateway.ChangeHistory.Reading;
import iot.smarthome.search.rebuild.gateway.Generations;
import iot.smarthome.search.rebuild.gateway.HistoryIncompleteException;
import iot.smarthome.search.rebuild.gateway.Rebuilds;
import iot.smarthome.search.rebuild.gateway.Rebuilds.Known;
import iot.smarthome.search.rebuild.gateway.Rebuilds.Stamp;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Takes a rebuild, and works on it until it is done or another instance has taken it. */
@ApplicationScoped
public class RebuildIndex {

  private static final Logger LOG = Logger.getLogger(RebuildIndex.class.getName());
  private static final int MAX_FAILURES = 20;

  private final Rebuilds rebuilds;
  private final Generations generations;
  private final ChangeHistory history;
  private final IndexChanges indexChanges;
  private final FollowPlaces followPlaces;
  private final Clock clock;
  private final Duration lease;
  private final Backoff backoff;

  /** For the container's proxy. */
  protected RebuildIndex() {
    this(null, null, null, null, null, null, null, null);
  }

  @Inject
  public RebuildIndex(
      Rebuilds rebuilds,
      Generations generations,
      ChangeHistory history,
      IndexChanges indexChanges,
      FollowPlaces followPlaces,
      @ConfigProperty(name = "smarthome.rebuild.lease", defaultValue = "PT30S") Duration lease) {
    this(
        rebuilds,
        generations,
        history,
        indexChanges,
        followPlaces,
        Clock.systemUTC(),
        lease,
        new Backoff(Duration.ofMillis(200), Duration.ofSeconds(3)));
  }

  RebuildIndex(
      Rebuilds rebuilds,
      Generations generations,
      ChangeHistory history,
      IndexChanges indexChanges,
      FollowPlaces followPlaces,
      Clock clock,
      Duration lease,
      Backoff backoff) {
    this.rebuilds = rebuilds;
    this.generations = generations;
    this.history = history;
    this.indexChanges = indexChanges;
    this.followPlaces = followPlaces;
    this.clock = clock;
    this.lease = lease;
    this.backoff = backoff;
  }

  public Optional<Rebuild> current() {
    return rebuilds.current().map(Known::rebuild);
  }

  /**
   * Begins a new one.
   *
   * @param cause why, for people
   * @return nothing while one is running
   */
  public Optional<Known> begin(String cause) {
    Optional<Known> known = rebuilds.current();
    if (known.isPresent() && known.get().rebuild().isRunning()) {
      return Optional.empty();
    }
    String id = UUID.randomUUID().toString();
    Rebuild begun = Rebuild.begin(id, UUID.randomUUID().toString(), cause, now());
    return stored(begun, known.map(Known::stamp).orElse(null));
  }

  /**
   * Takes the running one when its instance is gone.
   *
   * @return nothing when there is nothing to be taken
   */
  public Optional<Known> takeAbandoned() {
    Optional<Known> known =
        rebuilds.current().filter(some -> some.rebuild().isAbandoned(now(), lease));
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Rebuild taken = known.get().rebuild().takenOver(UUID.randomUUID().toString(), now());
    LOG.log(Level.WARNING, "A rebuild was left alone and is begun again: {0}", taken);
    return stored(taken, known.get().stamp()).filter(mine -> mine.rebuild().isRunning());
  }

  private Optional<Known> stored(Rebuild rebuild, Stamp before) {
    return rebuilds.store(rebuild, before).map(stamp -> new Known(rebuild, stamp));
  }

  private Instant now() {
    return clock.instant();
  }

  /**
   * Works on a rebuild that was begun or taken; returns when it is done, has failed, or belongs to
   * another instance.
   */
  public void work(Known mine) throws InterruptedException {
    Work work = new Work(mine);
    try {
      work.fill();
      LOG.log(Level.INFO, "The index was made anew: {0}", work.rebuild);
    } catch (TakenByAnotherException e) {
      LOG.log(Level.WARNING, "The rebuild belongs to another instance now", e);
    } catch (HistoryIncompleteException e) {
      LOG.log(Level.SEVERE, "The index cannot be made anew", e);
      work.fail(e.getMessage());
    } catch (RuntimeException e) {
      // what is missing may be anything: the lease runs out, and then all of it is done again
      LOG.log(Level.SEVERE, "The index was not made anew; it is begun again later", e);
    }
  }

  /** Somebody else has written the state. */
  private static final class TakenByAnotherException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** What is tried. */
  @FunctionalInterface
  private interface Attempt<T> {
    T make() throws InterruptedException;
  }

  private final class Work {
    private Rebuild rebuild;
    private Stamp stamp;

    Work(Known mine) {
      this.rebuild = mine.rebuild();
      this.stamp = mine.stamp();
    }

    void fill() throws InterruptedException {
      patiently(
          () -> {
            // an instance that was away for long must not delete what another one fills
            keep(rebuild.progressed(0, 0, 0, now()));
            generations.deleteOthers(null);
            keep(rebuild.into(generations.makeNext(), now()));
            return null;
          });
      // refuses before anything is changed that is searched
      try (Reading reading = history.open()) {
        do {
          step(reading);
        } while (!reading.isAtEnd());
        patiently(
            () -> {
              // nor swap it
              keep(rebuild.progressed(0, 0, 0, now()));
              generations.swap(rebuild.index());
              return null;
            });
        ChangeHistory.Position swapped = reading.end();
        while (!reading.hasReached(swapped)) {
          step(reading);
        }
      }
      patiently(
          () -> {
            generations.endFilling(rebuild.index());
            generations.deleteOthers(rebuild.index());
            keep(rebuild.finished(State.DONE, null, now()));
            return null;
          });
    }

    private void step(Reading reading) throws InterruptedException {
      List<EventEnvelope> events = reading.next();
      List<Thing> things = new ArrayList<>();
      int unreadable = 0;
      for (EventEnvelope event : events) {
        Optional<Thing> thing = Optional.empty();
        try {
          thing = event == null ? Optional.empty() : ChangeReader.read(event);
          unreadable += event == null ? 1 : 0;
        } catch (UnprocessableEventException e) {
          // those who hear of it live have put it aside
          LOG.log(Level.FINE, "A change cannot be read", e);
          unreadable++;
        }
        thing.ifPresent(things::add);
      }
      int skipped = unreadable;
      patiently(
          () -> {
            Outcome outcome = indexChanges.apply(ThingIndex.NEXT, things);
            followPlaces.follow(ThingIndex.NEXT, outcome.places());
            keep(
                rebuild.progressed(
                    events.size(), outcome.written(), skipped + outcome.refused().size(), now()));
            return null;
          });
    }

    /** What can be repeated is repeated for some time; beyond that the rebuild has failed. */
    private <T> T patiently(Attempt<T> attempt) throws InterruptedException {
      for (int failures = 1; ; failures++) {
        try {
          return attempt.make();
        } catch (IndexUnavailableException e) {
          if (failures >= MAX_FAILURES) {
            throw e;
          }
          LOG.log(Level.WARNING, "The rebuild waits for OpenSearch", e);
          TimeUnit.MILLISECONDS.sleep(backoff.afterFailure(failures).toMillis());
        }
      }
    }

    private void keep(Rebuild next) {
      Optional<Stamp> written = rebuilds.store(next, stamp);
      if (written.isEmpty()) {
        // our own write may have arrived although its answer did not
        Known there = rebuilds.current().orElseThrow(TakenByAnotherException::new);
        if (!next.owner().equals(there.rebuild().owner())) {
          throw new TakenByAnotherException();
        }
        written = rebuilds.store(next, there.stamp());
      }
      stamp = written.orElseThrow(TakenByAnotherException::new);
      rebuild = next;
    }

    private void fail(String reason) {
      try {
        keep(rebuild.finished(State.FAILED, reason, now()));
        generations.deleteOthers(null);
      } catch (TakenByAnotherException | IndexUnavailableException e) {
        LOG.log(Level.WARNING, "That a rebuild has failed could not be stored", e);
      }
    }
  }
}
