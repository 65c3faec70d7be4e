package iot.smarthome.search.indexing.control;

import iot.smarthome.messaging.Backoff;
import iot.smarthome.search.indexing.entity.Kind;
import iot.smarthome.search.indexing.entity.LocatedThing;
import iot.smarthome.search.indexing.entity.Location;
import iot.smarthome.search.indexing.entity.Place;
import iot.smarthome.search.indexing.entity.Thing;
import iot.smarthome.search.indexing.gateway.IndexUnavailableException;
import iot.smarthome.search.indexing.gateway.ThingIndex;
import iot.smarthome.search.indexing.gateway.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Writes changed things with what they take from their places. May be repeated at any point. */
@ApplicationScoped
public class IndexChanges {

  private static final int MAX_ROUNDS = 20;

  private final ThingIndex index;
  private final Backoff backoff;

  /** For the container's proxy. */
  protected IndexChanges() {
    this.index = null;
    this.backoff = null;
  }

  @Inject
  public IndexChanges(
      ThingIndex index,
      @ConfigProperty(name = "smarthome.indexing.retry-first", defaultValue = "PT0.2S")
          Duration first,
      @ConfigProperty(name = "smarthome.indexing.retry-ceiling", defaultValue = "PT3S")
          Duration ceiling) {
    this.index = index;
    this.backoff = new Backoff(first, ceiling);
  }

  /**
   * @param target the alias to write to
   * @param changes of several versions of a thing only the last is written
   * @throws IndexUnavailableException when OpenSearch does not answer: repeat all of it
   */
  public Outcome apply(String target, Collection<Thing> changes) throws InterruptedException {
    Map<String, Thing> newest = new LinkedHashMap<>();
    for (Thing change : changes) {
      newest.merge(change.id(), change, (a, b) -> b.order() >= a.order() ? b : a);
    }
    Map<String, Place> ahead = new HashMap<>();
    Set<String> places = new LinkedHashSet<>();
    for (Thing thing : newest.values()) {
      if (thing.kind().isPlace()) {
        ahead.put(thing.id(), Place.of(thing));
        places.add(thing.id());
      }
    }
    Writing writing = write(target, newest.values(), ahead);
    return new Outcome(writing.written, writing.refused, places);
  }

  /** Writes things anew whose places may have changed. */
  Outcome renew(String target, Collection<Thing> things) throws InterruptedException {
    Writing writing = write(target, things, Map.of());
    return new Outcome(writing.written, writing.refused, Set.of());
  }

  private Writing write(String target, Collection<Thing> things, Map<String, Place> ahead)
      throws InterruptedException {
    Writing writing = new Writing();
    List<LocatedThing> next = locate(target, things, ahead);
    for (int round = 1; !next.isEmpty(); round++) {
      if (round > MAX_ROUNDS) {
        throw new IndexUnavailableException("Places change faster than they can be followed", null);
      }
      List<LocatedThing> written = writeAll(target, next, writing);
      // a place that changed between our look and our write has not found what we wrote
      next = movedMeanwhile(target, written);
    }
    return writing;
  }

  private List<LocatedThing> movedMeanwhile(String target, List<LocatedThing> written) {
    List<LocatedThing> lying =
        written.stream().filter(thing -> !thing.location().marks().isEmpty()).toList();
    List<LocatedThing> now =
        locate(target, lying.stream().map(LocatedThing::thing).toList(), Map.of());
    List<LocatedThing> moved = new ArrayList<>();
    for (int i = 0; i < lying.size(); i++) {
      if (!now.get(i).location().marks().equals(lying.get(i).location().marks())) {
        moved.add(now.get(i));
      }
    }
    return moved;
  }

  /**
   * @return what was written now, without what was refused or is newer there
   */
  private List<LocatedThing> writeAll(String target, List<LocatedThing> things, Writing writing)
      throws InterruptedException {
    List<LocatedThing> written = new ArrayList<>();
    List<LocatedThing> pending = things;
    for (int attempt = 1; !pending.isEmpty(); attempt++) {
      List<Verdict> verdicts = index.write(target, pending);
      List<LocatedThing> busy = new ArrayList<>();
      for (int i = 0; i < pending.size(); i++) {
        LocatedThing thing = pending.get(i);
        Verdict verdict = verdicts.get(i);
        switch (verdict.kind()) {
          case WRITTEN -> written.add(thing);
          case NEWER_THERE -> {} // somebody wrote a later version, and takes care of it
          case BUSY -> busy.add(thing);
          case REFUSED -> writing.refused.put(thing.thing().id(), verdict.reason());
        }
      }
      pending = busy;
      if (!pending.isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(backoff.afterFailure(attempt).toMillis());
      }
    }
    writing.written += written.size();
    return written;
  }

  private List<LocatedThing> locate(
      String target, Collection<Thing> things, Map<String, Place> ahead) {
    Map<String, Place> places = new HashMap<>(ahead);
    Set<String> wanted = new LinkedHashSet<>();
    for (Thing thing : things) {
      if (thing.live()) {
        wanted.addAll(thing.declared());
        if (thing.parentId() != null) {
          wanted.add(thing.parentId());
        }
      }
    }
    ahead
        .values()
        .forEach(
            place -> {
              if (place.parentId() != null) {
                wanted.add(place.parentId());
              }
            });
    for (int depth = 0; depth <= Location.MAX_DEPTH; depth++) {
      wanted.removeAll(places.keySet());
      if (wanted.isEmpty()) {
        break;
      }
      Map<String, Place> found = index.places(target, wanted);
      wanted.forEach(id -> places.put(id, found.getOrDefault(id, Place.unknown(id))));
      wanted.clear();
      for (Place place : found.values()) {
        if (place.parentId() != null && place.kind() != Kind.BUILDING) {
          wanted.add(place.parentId());
        }
      }
    }
    List<LocatedThing> located = new ArrayList<>(things.size());
    for (Thing thing : things) {
      located.add(
          new LocatedThing(
              thing, Location.of(thing, id -> places.computeIfAbsent(id, Place::unknown))));
    }
    return located;
  }

  private static final class Writing {
    private int written;
    private final Map<String, String> refused = new LinkedHashMap<>();
  }
}
