package iot.smarthome.user.authorization.control;

import iot.smarthome.user.authorization.entity.AuditEntry;
import iot.smarthome.user.authorization.entity.Person;
import iot.smarthome.user.authorization.entity.Policy;
import iot.smarthome.user.authorization.entity.PolicyVersion;
import iot.smarthome.user.authorization.entity.Thing;
import iot.smarthome.user.authorization.entity.ThingType;
import iot.smarthome.user.authorization.gateway.AuditFilter;
import iot.smarthome.user.authorization.gateway.AuditLog;
import iot.smarthome.user.authorization.gateway.ContractFiles;
import iot.smarthome.user.authorization.gateway.DefaultPolicies;
import iot.smarthome.user.authorization.gateway.Directory;
import iot.smarthome.user.authorization.gateway.Policies;
import iot.smarthome.user.authorization.gateway.PolicyEngine;
import iot.smarthome.user.authorization.gateway.StoreChanges;
import iot.smarthome.user.authorization.gateway.Things;
import iot.smarthome.user.authorization.gateway.cedar.CedarPolicyEngine;
import iot.smarthome.user.authorization.gateway.contracts.PackagedContracts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Two buildings with people in them, and the whole of authorization on top, in memory.
 *
 * <pre>
 * building b1 (house-1) › floor f1 › area a1 (east) › room r1 › device d1, alert al1
 *                                  │         └ device da
 *                                  └ area a2 (west) › room r2 › device d2
 * building b2 (house-2) › floor f2 › area a3 (south) › room r3 › device d3, alert al3
 * </pre>
 */
public final class World implements Things, Directory, Policies, StoreChanges, AuditLog {

  /** One engine for all: it only knows the schema. */
  public static final PolicyEngine ENGINE = new CedarPolicyEngine();

  public static final DefaultPolicies DEFAULTS = new DefaultPolicies(ENGINE);

  static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final Map<String, Thing> things = new ConcurrentHashMap<>();
  private final Map<String, Person> people = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> owners = new ConcurrentHashMap<>();
  private final Map<String, Policy> stored = new TreeMap<>();
  private final List<PolicyVersion> history = new ArrayList<>();
  private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
  private final List<AuditEntry> written = new CopyOnWriteArrayList<>();
  private Instant now = NOON;
  private ZoneId zone = ZoneOffset.UTC;
  private Duration patience = Duration.ofMillis(300);
  int reads;

  final PolicyBook book = new PolicyBook(this, ENGINE, new BringDefaults(this, DEFAULTS), this);
  final People who = new People(this, this, Duration.ofSeconds(1));

  public World() {
    place("b1", ThingType.BUILDING, null, "house-1");
    place("f1", ThingType.FLOOR, "b1", null);
    place("a1", ThingType.AREA, "f1", "east", "b1");
    place("r1", ThingType.ROOM, "a1", null, "f1", "b1");
    place("a2", ThingType.AREA, "f1", "west", "b1");
    place("r2", ThingType.ROOM, "a2", null, "f1", "b1");
    place("b2", ThingType.BUILDING, null, "house-2");
    place("f2", ThingType.FLOOR, "b2", null);
    place("a3", ThingType.AREA, "f2", "south", "b2");
    place("r3", ThingType.ROOM, "a3", null, "f2", "b2");
    device("d1", "sgbj", "r1", "a1", "f1", "b1");
    device("da", "ywbj", "a1", "f1", "b1");
    device("d2", "sp", "r2", "a2", "f1", "b1");
    device("d3", "sp", "r3", "a3", "f2", "b2");
    alert("al1", "d1");
    alert("al3", "d3");
    person("root", Set.of("administrator"), "platform");
    person("ada", Set.of("administrator"), "house-1");
    person("adb", Set.of("administrator"), "house-2");
    person("erik", Set.of("engineer"), "east");
    person("wim", Set.of("engineer"), "west");
    person("sue", Set.of("engineer"), "south");
    person("olga", Set.of("end-user"));
    person("oskar", Set.of("end-user"));
    person("nora", Set.of("end-user"));
    person("idle", Set.of(), "platform", "east");
    owns("olga", "r1");
    owns("oskar", "d2");
    owns("nora", "r3");
    book.reload();
  }

  void place(String id, ThingType type, String parent, String group, String... above) {
    List<String> hints = new ArrayList<>();
    if (parent != null) {
      hints.add(parent);
    }
    hints.addAll(List.of(above));
    put(new Thing(id, type, parent, hints, group, null, false, next(id)));
  }

  void device(String id, String category, String... places) {
    put(
        new Thing(
            id, ThingType.DEVICE, places[0], List.of(places), null, category, false, next(id)));
  }

  void alert(String id, String device) {
    put(new Thing(id, ThingType.ALERT, device, List.of(device), null, null, false, next(id)));
  }

  private long next(String id) {
    return things.containsKey(id) ? things.get(id).version() + 1 : 1;
  }

  Person person(String name, Set<String> roles, String... groups) {
    Person person = new Person(name, name + "@idp", roles, Set.of(groups), true);
    people.put(name, person);
    tell(What.PEOPLE, name);
    return person;
  }

  void owns(String user, String thing) {
    owners.computeIfAbsent(thing, id -> ConcurrentHashMap.newKeySet()).add(user);
    tell(What.OWNERS, user + thing);
  }

  void ownsNoMore(String user, String thing) {
    owners.get(thing).remove(user);
    tell(What.OWNERS, user + thing);
  }

  void at(Instant moment, ZoneId where) {
    now = moment;
    zone = where;
  }

  void patience(Duration longer) {
    patience = longer;
  }

  ResolveResource resolve() {
    return new ResolveResource(this, this, this, patience, 2, Duration.ofSeconds(1));
  }

  Decide decide() {
    return decide(new PackagedContracts());
  }

  Decide decide(ContractFiles contracts) {
    return new Decide(
        new Contracts(contracts, ENGINE),
        book,
        resolve(),
        this,
        who,
        zone,
        Clock.fixed(now, ZoneOffset.UTC));
  }

  AdministratePolicies administrate() {
    return new AdministratePolicies(this, ENGINE, new LockOutGuard(ENGINE, this), book);
  }

  FindScope scopes() {
    return new FindScope(book, ENGINE, this, this, resolve());
  }

  /** A person by name; whoever is not known is a stranger. */
  Person who(String name) {
    return people.getOrDefault(name, Person.stranger(name));
  }

  List<AuditEntry> written() {
    return written;
  }

  private void tell(What what, String id) {
    listeners.forEach(listener -> listener.accept(new Change(what, id)));
  }

  @Override
  public Map<String, Thing> find(Collection<String> ids) {
    reads++;
    Map<String, Thing> found = new HashMap<>();
    ids.forEach(
        id -> {
          if (things.containsKey(id)) {
            found.put(id, things.get(id));
          }
        });
    return found;
  }

  @Override
  public boolean put(Thing thing) {
    Thing known = things.get(thing.id());
    if (known != null && known.version() >= thing.version()) {
      return false;
    }
    things.put(thing.id(), thing);
    tell(What.THINGS, thing.id());
    return true;
  }

  @Override
  public boolean remove(String id, long version) {
    Thing known = things.get(id);
    long end = version > 0 ? version : known == null ? 1 : known.version() + 1;
    return put(
        new Thing(id, known == null ? null : known.type(), null, List.of(), null, null, true, end));
  }

  @Override
  public Set<String> categories() {
    Set<String> categories = new HashSet<>();
    things.values().stream()
        .filter(thing -> thing.category() != null)
        .forEach(thing -> categories.add(thing.category()));
    return categories;
  }

  @Override
  public List<Thing> withGroup(Collection<String> groups, int limit) {
    return things.values().stream()
        .filter(thing -> thing.group() != null && groups.contains(thing.group()))
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Person> bySubject(String subject) {
    return people.values().stream().filter(one -> one.subject().equals(subject)).findFirst();
  }

  @Override
  public Optional<Person> byId(String userId) {
    return Optional.ofNullable(people.get(userId));
  }

  @Override
  public boolean hasGroup(String groupId) {
    return people.values().stream().anyMatch(one -> one.groups().contains(groupId));
  }

  @Override
  public List<Person> platformAdministrators(int limit) {
    return people.values().stream()
        .filter(one -> one.groups().contains("platform") && one.roles().contains("administrator"))
        .toList();
  }

  /** As if there had never been such a policy. */
  void forget(String policy) {
    stored.remove(policy);
    history.removeIf(version -> version.policyId().equals(policy));
  }

  void nobodyAdministrates() {
    people.values().removeIf(one -> one.groups().contains("platform"));
  }

  @Override
  public Set<String> ownedBy(String userId, int limit) {
    Set<String> owned = new HashSet<>();
    owners.forEach(
        (thing, users) -> {
          if (users.contains(userId)) {
            owned.add(thing);
          }
        });
    return owned;
  }

  @Override
  public Map<String, Set<String>> owners(Collection<String> resourceIds) {
    Map<String, Set<String>> found = new HashMap<>();
    resourceIds.stream()
        .filter(owners::containsKey)
        .forEach(id -> found.put(id, Set.copyOf(owners.get(id))));
    return found;
  }

  @Override
  public List<Policy> all() {
    return List.copyOf(stored.values());
  }

  @Override
  public Optional<Policy> find(String id) {
    return Optional.ofNullable(stored.get(id));
  }

  @Override
  public Map<String, Long> versions() {
    Map<String, Long> versions = new TreeMap<>();
    stored.forEach((id, policy) -> versions.put(id, policy.version()));
    return versions;
  }

  @Override
  public boolean insert(Policy policy) {
    return stored.putIfAbsent(policy.id(), policy) == null;
  }

  @Override
  public boolean replace(Policy policy, long expectedVersion) {
    if (stored.get(policy.id()).version() != expectedVersion) {
      return false;
    }
    stored.put(policy.id(), policy);
    return true;
  }

  @Override
  public boolean delete(String id, long expectedVersion) {
    return stored.get(id).version() == expectedVersion && stored.remove(id) != null;
  }

  @Override
  public void remember(PolicyVersion version) {
    history.add(version);
  }

  @Override
  public List<PolicyVersion> history(String id, Long beforeVersion, int limit) {
    return history.stream()
        .filter(one -> one.policyId().equals(id))
        .filter(one -> beforeVersion == null || one.version() < beforeVersion)
        .sorted(Comparator.comparing(PolicyVersion::version).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized <T> T alone(Supplier<T> change) {
    return change.get();
  }

  @Override
  public void listen(Consumer<Change> listener) {
    listeners.add(listener);
  }

  @Override
  public void append(List<AuditEntry> entries) {
    written.addAll(entries);
  }

  @Override
  public List<AuditEntry> find(AuditFilter filter, String beforeId, int limit) {
    return written.stream()
        .filter(one -> beforeId == null || one.id().compareTo(beforeId) < 0)
        .sorted(Comparator.comparing(AuditEntry::id).reversed())
        .limit(limit)
        .toList();
  }
}
