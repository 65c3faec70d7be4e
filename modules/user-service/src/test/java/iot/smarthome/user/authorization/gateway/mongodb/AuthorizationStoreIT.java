package iot.smarthome.user.authorization.gateway.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import iot.smarthome.embedded.mongodb.EmbeddedMongoDb;
import iot.smarthome.mongodb.Indexes;
import iot.smarthome.rest.TimeOrderedId;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.user.authorization.control.AdministratePolicies;
import iot.smarthome.user.authorization.control.BringDefaults;
import iot.smarthome.user.authorization.control.Contracts;
import iot.smarthome.user.authorization.control.Decide;
import iot.smarthome.user.authorization.control.DecisionRequest;
import iot.smarthome.user.authorization.control.FindScope;
import iot.smarthome.user.authorization.control.LockOutGuard;
import iot.smarthome.user.authorization.control.People;
import iot.smarthome.user.authorization.control.PolicyBook;
import iot.smarthome.user.authorization.control.ResolveResource;
import iot.smarthome.user.authorization.control.World;
import iot.smarthome.user.authorization.entity.AuditEntry;
import iot.smarthome.user.authorization.entity.Circumstances;
import iot.smarthome.user.authorization.entity.Decision;
import iot.smarthome.user.authorization.entity.EntityRef;
import iot.smarthome.user.authorization.entity.Policy;
import iot.smarthome.user.authorization.entity.PolicyVersion;
import iot.smarthome.user.authorization.entity.Thing;
import iot.smarthome.user.authorization.entity.ThingType;
import iot.smarthome.user.authorization.gateway.AuditFilter;
import iot.smarthome.user.authorization.gateway.StoreChanges;
import iot.smarthome.user.authorization.gateway.contracts.PackagedContracts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Against a server of the MongoDB protocol: what is stored, and that replicas follow each other.
 */
class AuthorizationStoreIT {

  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

  @TempDir Path folder;
  private EmbeddedMongoDb server;
  private MongoClient client;
  private MongoDatabase database;
  private final Indexes indexes = new Indexes();
  private final List<Replica> replicas = new ArrayList<>();

  /** All of a replica that decides. */
  private final class Replica {
    final MongoStoreChanges changes = new MongoStoreChanges(database);
    final MongoPolicies policies = new MongoPolicies(database);
    final MongoDirectory directory = new MongoDirectory(database);
    final MongoThings things = new MongoThings(database);
    final PolicyBook book =
        new PolicyBook(
            policies, World.ENGINE, new BringDefaults(policies, World.DEFAULTS), changes);
    // remembers for long, so that only what the store tells can make it forget
    final People people = new People(directory, changes, Duration.ofMinutes(5));
    final ResolveResource resolve =
        new ResolveResource(
            things, directory, changes, Duration.ofSeconds(2), 8, Duration.ofMinutes(5));
    final Decide decide =
        new Decide(
            new Contracts(new PackagedContracts(), World.ENGINE),
            book,
            resolve,
            directory,
            people,
            "UTC");
    final AdministratePolicies administrate =
        new AdministratePolicies(
            policies, World.ENGINE, new LockOutGuard(World.ENGINE, directory), book);

    Replica() {
      AtomicInteger begun = new AtomicInteger();
      changes.listen(change -> begun.incrementAndGet());
      changes.begin();
      book.reload();
      Awaitility.await().until(() -> begun.get() > 0);
    }

    Decision.Outcome ask(String subject, String method, String path) {
      return decide
          .decide(
              people.bySubject(subject),
              new DecisionRequest(method, path, null, null, null, null, null, false, null))
          .decision()
          .outcome();
    }
  }

  @BeforeEach
  void start() {
    server = EmbeddedMongoDb.start(folder, 0);
    client = MongoClients.create(server.connectionString());
    database = client.getDatabase("user-service");
    new MongoThings(database).prepare(new Object(), indexes);
    new MongoAuditLog(database).prepare(new Object(), indexes);
    Awaitility.await().until(() -> indexes.missing().isEmpty());
    user("root", List.of("administrator"), "platform");
    user("erik", List.of("engineer"), "east");
    user("olga", List.of("end-user"));
    things(1);
  }

  private Replica replica() {
    Replica replica = new Replica();
    replicas.add(replica);
    return replica;
  }

  private void user(String name, List<String> roles, String... groups) {
    database
        .getCollection("users")
        .replaceOne(
            new Document("_id", name),
            new Document("_id", name)
                .append("subject", name + "@idp")
                .append("roles", roles)
                .append("groups", List.of(groups)),
            new com.mongodb.client.model.ReplaceOptions().upsert(true));
  }

  private void things(long version) {
    MongoThings things = new MongoThings(database);
    things.put(place("b", ThingType.BUILDING, null, List.of(), null, version));
    things.put(place("f", ThingType.FLOOR, "b", List.of("b"), null, version));
    things.put(place("a", ThingType.AREA, "f", List.of("f", "b"), "east", version));
    things.put(place("r", ThingType.ROOM, "a", List.of("a", "f", "b"), null, version));
    things.put(
        new Thing(
            "d", ThingType.DEVICE, "r", List.of("r", "a", "f", "b"), null, "sp", false, version));
  }

  private static Thing place(
      String id, ThingType type, String parent, List<String> above, String group, long version) {
    return new Thing(id, type, parent, above, group, null, false, version);
  }

  @AfterEach
  void stop() {
    replicas.forEach(replica -> replica.changes.stop());
    client.close();
    server.close();
  }

  @Test
  void keepsTheNewestWordOfAThing() {
    MongoThings things = new MongoThings(database);
    Thing third = place("x", ThingType.ROOM, "a", List.of("a"), "third", 3);

    assertThat(things.put(third)).isTrue();
    assertThat(things.put(third)).as("again").isFalse();
    assertThat(things.put(place("x", ThingType.ROOM, "a", List.of(), "second", 2))).isFalse();
    assertThat(things.find(List.of("x")).get("x")).isEqualTo(third);
    assertThat(things.withGroup(Set.of("third"), 10)).containsExactly(third);

    assertThat(things.remove("x", 4)).isTrue();
    assertThat(things.put(place("x", ThingType.ROOM, "a", List.of(), "late", 3))).isFalse();
    assertThat(things.find(List.of("x", "d")))
        .hasSize(2)
        .hasEntrySatisfying("x", thing -> assertThat(thing.removed()).isTrue());
    assertThat(things.withGroup(Set.of("third"), 10)).isEmpty();
    assertThat(things.put(place("x", ThingType.ROOM, "a", List.of(), "revived", 5))).isTrue();

    assertThat(things.remove("never-seen", 0)).isTrue();
    assertThat(things.remove("d", 0)).as("version not known").isTrue();
    assertThat(things.find(List.of("d")).get("d").version()).isEqualTo(2);
  }

  @Test
  void decidesByWhatIsStored() {
    Replica replica = replica();

    assertThat(replica.ask("erik@idp", "GET", "/devices/d")).isEqualTo(Decision.Outcome.ALLOW);
    assertThat(replica.ask("olga@idp", "GET", "/devices/d")).isEqualTo(Decision.Outcome.DENY);
    assertThat(replica.ask("ghost@idp", "GET", "/devices/d")).isEqualTo(Decision.Outcome.DENY);
    assertThat(replica.ask("root@idp", "GET", "/users/erik"))
        .isIn(Decision.Outcome.ALLOW, Decision.Outcome.NO_SUCH_OPERATION);
    assertThat(replica.directory.platformAdministrators(5)).hasSize(1);
    assertThat(replica.directory.hasGroup("none")).isFalse();
    database
        .getCollection("groups")
        .insertMany(
            List.of(
                new Document("_id", "standing"),
                new Document("_id", "gone").append("removedAt", Date.from(Instant.now()))));
    assertThat(replica.directory.hasGroup("standing")).isTrue();
    assertThat(replica.directory.hasGroup("gone")).as("a removed group").isFalse();
  }

  @Test
  void everyReplicaFollowsWithinTwoSeconds() {
    Replica one = replica();
    Replica other = replica();
    assertThat(other.ask("erik@idp", "GET", "/devices/d")).isEqualTo(Decision.Outcome.ALLOW);
    assertThat(other.ask("olga@idp", "GET", "/devices/d")).isEqualTo(Decision.Outcome.DENY);

    // ownership
    Document ownership =
        new Document("_id", "o1")
            .append("userId", "olga")
            .append("resourceType", "ROOM")
            .append("resourceId", "r");
    database.getCollection("ownerships").insertOne(ownership);
    becomes(other, "olga@idp", Decision.Outcome.ALLOW);
    database.getCollection("ownerships").deleteOne(new Document("_id", "o1"));
    becomes(other, "olga@idp", Decision.Outcome.DENY);

    // a policy, changed on one replica
    one.administrate.add(
        "@id(\"nobody-reads\")\n@description(\"Nobody reads.\")\nforbid (principal, action == Action::\"readDevice\", resource);",
        true,
        "root@idp",
        new Circumstances(Instant.now(), ZoneOffset.UTC, null, true, null));
    assertThat(one.ask("erik@idp", "GET", "/devices/d")).isEqualTo(Decision.Outcome.DENY);
    becomes(other, "erik@idp", Decision.Outcome.DENY);
    one.administrate.change(
        "nobody-reads",
        null,
        false,
        version -> {},
        "root@idp",
        new Circumstances(Instant.now(), ZoneOffset.UTC, null, true, null));
    becomes(other, "erik@idp", Decision.Outcome.ALLOW);

    // a group membership
    user("erik", List.of("engineer"), "north");
    becomes(other, "erik@idp", Decision.Outcome.DENY);

    // the group of an area, seen through a device in a room of it
    new MongoThings(database).put(place("a", ThingType.AREA, "f", List.of("f", "b"), "north", 2));
    becomes(other, "erik@idp", Decision.Outcome.ALLOW);
  }

  private static void becomes(Replica replica, String subject, Decision.Outcome outcome) {
    Awaitility.await()
        .atMost(TWO_SECONDS)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> replica.ask(subject, "GET", "/devices/d") == outcome);
  }

  @Test
  void findsTheScopeInTheStore() {
    Replica replica = replica();
    FindScope scopes =
        new FindScope(
            replica.book, World.ENGINE, replica.things, replica.directory, replica.resolve);
    database
        .getCollection("ownerships")
        .insertOne(
            new Document("_id", "o1")
                .append("userId", "olga")
                .append("resourceType", "DEVICE")
                .append("resourceId", "d"));
    Circumstances now = new Circumstances(Instant.now(), ZoneOffset.UTC, null, true, null);

    assertThat(scopes.of(replica.people.bySubject("erik@idp"), "readDevice", now).places())
        .containsExactly("a");
    assertThat(scopes.of(replica.people.bySubject("olga@idp"), "readDevice", now).devices())
        .containsExactly("d");
    assertThat(scopes.of(replica.people.bySubject("root@idp"), "readDevice", now).unrestricted())
        .isTrue();
  }

  @Test
  void waitsForADeviceThatComesByAnotherWay() {
    Replica replica = replica();
    CompletableFuture<Decision.Outcome> asked =
        CompletableFuture.supplyAsync(() -> replica.ask("erik@idp", "GET", "/devices/new"));

    new MongoThings(database)
        .put(
            new Thing(
                "new", ThingType.DEVICE, "r", List.of("r", "a", "f", "b"), null, "sp", false, 1));

    assertThat(asked).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(Decision.Outcome.ALLOW);
  }

  @Test
  void loadsTheDefaultsOnceForAllReplicas() {
    List<CompletableFuture<Replica>> starting =
        List.of(
            CompletableFuture.supplyAsync(Replica::new),
            CompletableFuture.supplyAsync(Replica::new));
    starting.forEach(one -> replicas.add(one.join()));

    MongoPolicies policies = new MongoPolicies(database);
    assertThat(policies.all()).hasSize(12).allMatch(policy -> policy.version() == 1);
    assertThat(policies.history("engineers-read-devices", null, 10)).hasSize(1);
    Policy deleted = policies.find("engineers-read-devices").orElseThrow();
    policies.remember(PolicyVersion.of(deleted, null, deleted.updatedAt(), "somebody"));
    policies.delete(deleted.id(), deleted.version());
    assertThat(replica().book.size()).as("what was deleted stays so").isEqualTo(11);
  }

  @Test
  void keepsPoliciesByVersionAndRemembersThem() {
    MongoPolicies policies = new MongoPolicies(database);
    Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Policy first =
        new Policy(
            World.ENGINE.read(
                "@id(\"p\")\n@description(\"P.\")\npermit (principal, action, resource);"),
            true,
            1,
            at,
            at,
            "root@idp");

    assertThat(policies.insert(first)).isTrue();
    assertThat(policies.insert(first)).isFalse();
    assertThat(policies.find("p")).contains(first);
    Policy second = first.change(first.content(), false, at, "other@idp");
    assertThat(policies.replace(second, 7)).isFalse();
    assertThat(policies.replace(second, 1)).isTrue();
    assertThat(policies.versions()).containsEntry("p", 2L);
    policies.remember(PolicyVersion.of(null, first, at, "root@idp"));
    policies.remember(PolicyVersion.of(first, second, at, "other@idp"));
    policies.remember(PolicyVersion.of(first, second, at, "other@idp"));
    assertThat(policies.history("p", null, 10))
        .containsExactly(
            PolicyVersion.of(first, second, at, "other@idp"),
            PolicyVersion.of(null, first, at, "root@idp"));
    assertThat(policies.history("p", 2L, 10)).hasSize(1);
    assertThat(policies.delete("p", 1)).isFalse();
    assertThat(policies.delete("p", 2)).isTrue();
  }

  @Test
  void onlyOneAtATimeChangesTheSet() {
    MongoPolicies one = new MongoPolicies(database);
    MongoPolicies other = new MongoPolicies(database);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      MongoPolicies mine = i % 2 == 0 ? one : other;
      all.add(
          CompletableFuture.runAsync(
              () ->
                  mine.alone(
                      () -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        database.runCommand(new Document("ping", 1));
                        inside.decrementAndGet();
                        return null;
                      })));
    }
    all.forEach(CompletableFuture::join);

    assertThat(most).hasValue(1);
  }

  @Test
  void twoHarmlessChangesTogetherDoNotLockOut() {
    Replica one = replica();
    Replica other = replica();
    user("second", List.of("administrator"), "platform");
    Circumstances now = new Circumstances(Instant.now(), ZoneOffset.UTC, null, true, null);
    List<CompletableFuture<Boolean>> both =
        List.of(
            CompletableFuture.supplyAsync(() -> forbid(one, "root", now)),
            CompletableFuture.supplyAsync(() -> forbid(other, "second", now)));

    assertThat(both.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(true, false);
  }

  private static boolean forbid(Replica replica, String who, Circumstances now) {
    try {
      replica.administrate.add(
          "@id(\"not-%s\")\n@description(\"No.\")\nforbid (principal == User::\"%s\", action, resource);"
              .formatted(who, who),
          true,
          "root@idp",
          now);
      return true;
    } catch (ProblemException e) {
      assertThat(e.problem().status()).isEqualTo(409);
      return false;
    }
  }

  @Test
  void audits() {
    MongoAuditLog log = new MongoAuditLog(database);
    List<AuditEntry> entries = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      entries.add(
          new AuditEntry(
              TimeOrderedId.next(),
              Instant.now().truncatedTo(ChronoUnit.MILLIS),
              i % 2 == 0 ? "erik@idp" : "olga@idp",
              "u" + i,
              null,
              i == 4 ? Decision.Outcome.ALLOW : Decision.Outcome.DENY,
              "readDevice",
              new EntityRef("Device", "d" + i),
              List.of("p"),
              "Because.",
              "GET",
              "/devices/d" + i,
              "203.0.113.5",
              null));
    }
    log.append(entries);
    log.append(entries.subList(0, 3)); // the answer to the first time was lost

    AuditFilter all = new AuditFilter(null, null, null, null, null);
    assertThat(log.find(all, null, 10)).hasSize(5).contains(entries.get(0));
    assertThat(log.find(all, entries.get(0).id(), 10)).doesNotContain(entries.get(0));
    assertThat(
            log.find(
                new AuditFilter(null, null, "erik@idp", "readDevice", Decision.Outcome.DENY),
                null,
                10))
        .extracting(AuditEntry::userId)
        .containsExactlyInAnyOrder("u0", "u2");
    Instant now = Instant.now();
    assertThat(log.find(new AuditFilter(now.plusSeconds(1), null, null, null, null), null, 10))
        .isEmpty();
    assertThat(
            log.find(
                new AuditFilter(now.minusSeconds(60), now.plusSeconds(1), null, null, null),
                null,
                10))
        .hasSize(5);
    assertThat(log.find(new AuditFilter(null, now.minusSeconds(60), null, null, null), null, 10))
        .isEmpty();
  }

  @Test
  void tellsWhatChanges() {
    List<StoreChanges.Change> told = new CopyOnWriteArrayList<>();
    MongoStoreChanges changes = new MongoStoreChanges(database);
    changes.listen(told::add);
    changes.listen(
        change -> {
          throw new IllegalStateException("a listener that fails");
        });
    changes.begin();
    Awaitility.await().until(() -> !told.isEmpty());
    assertThat(told.get(0).what()).isEqualTo(StoreChanges.What.EVERYTHING);

    database.getCollection("users").insertOne(new Document("_id", "u"));
    database.getCollection("unrelated").insertOne(new Document("_id", "x"));
    database.getCollection("policies").insertOne(new Document("_id", "p"));
    Awaitility.await().until(() -> told.size() == 3);
    assertThat(told.subList(1, 3))
        .containsExactly(
            new StoreChanges.Change(StoreChanges.What.PEOPLE, "u"),
            new StoreChanges.Change(StoreChanges.What.POLICIES, "p"));
    changes.stop();
  }
}
