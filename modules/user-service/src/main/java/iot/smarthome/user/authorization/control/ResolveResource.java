package iot.smarthome.user.authorization.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import iot.smarthome.user.authorization.entity.EntityRef;
import iot.smarthome.user.authorization.entity.Resource;
import iot.smarthome.user.authorization.entity.Thing;
import iot.smarthome.user.authorization.entity.ThingType;
import iot.smarthome.user.authorization.gateway.Directory;
import iot.smarthome.user.authorization.gateway.StoreChanges;
import iot.smarthome.user.authorization.gateway.Things;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What a thing is, where it is, who is responsible for it and who owns it.
 *
 * <p>Two indexed reads for a thing that was not asked about lately (the thing, then all that it
 * lies in), and one for their owners; the places above are mostly remembered. The memory lasts a
 * second at most, and forgets at once what changes.
 *
 * <p>What is not there may only be late: it is waited for, for a moment, by a bounded number of
 * callers. What is known to be removed is not waited for, nor is what is older than the streams are
 * ever late.
 */
@ApplicationScoped
public class ResolveResource {

  private static final int REMEMBERED = 50_000;
  private static final int MOST_ABOVE = 16;
  private static final long LOOK_AGAIN_MILLIS = 250;
  private static final Duration NEVER_LATER_THAN = Duration.ofMinutes(2);

  private final Things things;
  private final Directory directory;
  private final Duration patience;
  private final Semaphore waiters;
  private final Cache<String, Thing> rememberedThings;
  private final Cache<String, Set<String>> rememberedOwners;
  private final AtomicLong changes = new AtomicLong();
  private final Map<String, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();

  /** For the container's proxy. */
  protected ResolveResource() {
    things = null;
    directory = null;
    patience = null;
    waiters = null;
    rememberedThings = null;
    rememberedOwners = null;
  }

  @Inject
  public ResolveResource(
      Things things,
      Directory directory,
      StoreChanges storeChanges,
      @ConfigProperty(name = "smarthome.authorization.patience", defaultValue = "PT1.5S")
          Duration patience,
      @ConfigProperty(name = "smarthome.authorization.waiters", defaultValue = "32") int waiters,
      @ConfigProperty(name = "smarthome.authorization.memory", defaultValue = "PT1S")
          Duration memory) {
    this.things = things;
    this.directory = directory;
    this.patience = patience;
    this.waiters = new Semaphore(waiters);
    this.rememberedThings =
        Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(memory).build();
    this.rememberedOwners =
        Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(memory).build();
    storeChanges.listen(this::forget);
  }

  private void forget(StoreChanges.Change change) {
    switch (change.what()) {
      case THINGS -> {
        changes.incrementAndGet();
        rememberedThings.invalidate(change.id());
        CompletableFuture<Void> waited = awaited.remove(change.id());
        if (waited != null) {
          waited.complete(null);
        }
      }
      case OWNERS -> {
        changes.incrementAndGet();
        rememberedOwners.invalidateAll();
      }
      case EVERYTHING -> {
        changes.incrementAndGet();
        rememberedThings.invalidateAll();
        rememberedOwners.invalidateAll();
      }
      case POLICIES, PEOPLE -> {}
    }
  }

  /** As much as one caller has. */
  public Patience patience() {
    return new Patience(patience);
  }

  /**
   * @param ref a thing; {@code Place} stands for a place of any kind
   * @return nothing when there is no such thing, or nothing is known of it yet
   */
  public Optional<Resource> find(EntityRef ref, Patience patience) {
    Lookup first = look(ref);
    if (first.found() != null
        || !first.mayCome()
        || patience.leftMillis() == 0
        || isTooOldToBeLate(first.missing())) {
      return Optional.ofNullable(first.found());
    }
    if (!waiters.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return await(ref, first, patience);
    } finally {
      waiters.release();
    }
  }

  private Optional<Resource> await(EntityRef ref, Lookup first, Patience patience) {
    Lookup last = first;
    while (last.found() == null && last.mayCome()) {
      long left = patience.leftMillis();
      if (left == 0) {
        break;
      }
      CompletableFuture<Void> arrival =
          awaited.computeIfAbsent(last.missing(), id -> new CompletableFuture<>());
      last = look(ref); // it may have come before we listened
      if (last.found() == null && last.mayCome()) {
        try {
          arrival.get(Math.min(left, LOOK_AGAIN_MILLIS), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
          awaited.remove(last.missing(), arrival);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return Optional.empty();
        }
        last = look(ref);
      }
      awaited.remove(first.missing(), arrival);
    }
    return Optional.ofNullable(last.found());
  }

  /** Ids tell their time (RFC 9562): what was made long ago has been told long ago. */
  private static boolean isTooOldToBeLate(String id) {
    if (id.length() != 36) {
      return false;
    }
    try {
      UUID uuid = UUID.fromString(id);
      long age = System.currentTimeMillis() - (uuid.getMostSignificantBits() >>> 16);
      return uuid.version() == 7 && age > NEVER_LATER_THAN.toMillis();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Lookup look(EntityRef ref) {
    Map<String, Thing> known = load(List.of(ref.id()));
    Thing thing = known.get(ref.id());
    if (thing == null) {
      return Lookup.missing(ref.id());
    }
    if (thing.removed() || !isA(thing.type(), ref.type())) {
      return Lookup.NONE;
    }
    known.putAll(load(thing.above()));
    List<Thing> chain = new ArrayList<>(List.of(thing));
    Thing at = thing;
    while (at != null && chain.size() < MOST_ABOVE) {
      Lookup up = above(at, known);
      if (up.missing() != null) {
        return up;
      }
      at = up.parent();
      if (at != null) {
        chain.add(at);
      }
    }
    return Lookup.found(resource(chain));
  }

  private static boolean isA(ThingType type, String asked) {
    return asked.equals(Contracts.ANY_PLACE) ? type.isPlace() : type.entityType().equals(asked);
  }

  /** What a thing lies in: its parent or, when that was removed, the next of what it lay in. */
  private Lookup above(Thing thing, Map<String, Thing> known) {
    if (thing.parentId() == null) {
      return Lookup.TOP;
    }
    List<String> candidates = new ArrayList<>(List.of(thing.parentId()));
    int at = thing.above().indexOf(thing.parentId());
    candidates.addAll(thing.above().subList(at + 1, thing.above().size()));
    for (String id : candidates) {
      if (!known.containsKey(id)) {
        known.putAll(load(List.of(id)));
      }
      Thing parent = known.get(id);
      if (parent == null) {
        return Lookup.missing(id);
      }
      if (!parent.removed()) {
        return Lookup.above(parent);
      }
    }
    return Lookup.TOP;
  }

  private Resource resource(List<Thing> chain) {
    List<EntityRef> above = new ArrayList<>();
    Set<String> responsible = new HashSet<>();
    String category = null;
    for (Thing one : chain) {
      if (one != chain.get(0)) {
        above.add(one.ref());
      }
      if (one.group() != null) {
        responsible.add(one.group());
      }
      if (category == null) {
        category = one.category();
      }
    }
    Set<String> owners = new HashSet<>();
    owners(chain.stream().map(Thing::id).toList()).values().forEach(owners::addAll);
    return new Resource(chain.get(0).ref(), above, responsible, owners, category);
  }

  private Map<String, Thing> load(Collection<String> ids) {
    Map<String, Thing> known = new HashMap<>(rememberedThings.getAllPresent(ids));
    List<String> unknown = ids.stream().filter(id -> !known.containsKey(id)).distinct().toList();
    if (!unknown.isEmpty()) {
      long before = changes.get();
      Map<String, Thing> read = things.find(unknown);
      known.putAll(read);
      rememberedThings.putAll(read);
      if (changes.get() != before) {
        // something changed while we read: it could have been just this
        rememberedThings.invalidateAll(unknown);
      }
    }
    return known;
  }

  private Map<String, Set<String>> owners(List<String> ids) {
    Map<String, Set<String>> known = new LinkedHashMap<>(rememberedOwners.getAllPresent(ids));
    List<String> unknown = ids.stream().filter(id -> !known.containsKey(id)).toList();
    if (!unknown.isEmpty()) {
      long before = changes.get();
      Map<String, Set<String>> read = directory.owners(unknown);
      for (String id : unknown) {
        Set<String> owners = read.getOrDefault(id, Set.of());
        known.put(id, owners);
        rememberedOwners.put(id, owners);
      }
      if (changes.get() != before) {
        rememberedOwners.invalidateAll(unknown);
      }
    }
    return known;
  }

  /**
   * What a look found.
   *
   * @param found the resource, or null
   * @param parent of a thing, when this was asked for
   * @param missing id of what is not there and may come
   */
  private record Lookup(Resource found, Thing parent, String missing) {
    private static final Lookup NONE = new Lookup(null, null, null);
    private static final Lookup TOP = NONE;

    static Lookup found(Resource resource) {
      return new Lookup(resource, null, null);
    }

    static Lookup above(Thing parent) {
      return new Lookup(null, parent, null);
    }

    static Lookup missing(String id) {
      return new Lookup(null, null, id);
    }

    boolean mayCome() {
      return missing != null;
    }
  }
}
