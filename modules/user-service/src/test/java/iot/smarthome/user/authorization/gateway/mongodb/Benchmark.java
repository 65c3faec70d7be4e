package iot.smarthome.user.authorization.gateway.mongodb;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import iot.smarthome.embedded.mongodb.EmbeddedMongoDb;
import iot.smarthome.user.authorization.control.BringDefaults;
import iot.smarthome.user.authorization.control.Contracts;
import iot.smarthome.user.authorization.control.Decide;
import iot.smarthome.user.authorization.control.DecisionRequest;
import iot.smarthome.user.authorization.control.FindScope;
import iot.smarthome.user.authorization.control.Patience;
import iot.smarthome.user.authorization.control.People;
import iot.smarthome.user.authorization.control.PolicyBook;
import iot.smarthome.user.authorization.control.ResolveResource;
import iot.smarthome.user.authorization.control.World;
import iot.smarthome.user.authorization.entity.Circumstances;
import iot.smarthome.user.authorization.entity.EntityRef;
import iot.smarthome.user.authorization.entity.Person;
import iot.smarthome.user.authorization.entity.Policy;
import iot.smarthome.user.authorization.entity.Question;
import iot.smarthome.user.authorization.entity.Resource;
import iot.smarthome.user.authorization.gateway.CompiledPolicies;
import iot.smarthome.user.authorization.gateway.contracts.PackagedContracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;

/**
 * The decision point by itself: 33 policies, 100,000 devices in 20,000 rooms, 2,000 users; each
 * figure beside a bare call of Cedar and a bare read of the driver in the same run. The store is
 * the embedded one, so no figure here says anything of MongoDB.
 */
public final class Benchmark {

  private static final int BUILDINGS = 20;
  private static final int AREAS = 1_000;
  private static final int ROOMS = 20_000;
  private static final int DEVICES = 100_000;
  private static final int USERS = 2_000;
  private static final int POLICIES = 33;
  private static final int ROUNDS = 4_000;

  private Benchmark() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("authorization-benchmark");
    try (EmbeddedMongoDb server = EmbeddedMongoDb.start(folder, 0);
        MongoClient client = MongoClients.create(server.connectionString())) {
      measure(client.getDatabase("user-service"));
    }
  }

  private static void measure(MongoDatabase database) throws Exception {
    load(database);
    MongoStoreChanges changes = new MongoStoreChanges(database);
    MongoDirectory directory = new MongoDirectory(database);
    MongoThings things = new MongoThings(database);
    MongoPolicies policies = new MongoPolicies(database);
    PolicyBook book =
        new PolicyBook(
            policies, World.ENGINE, new BringDefaults(policies, World.DEFAULTS), changes);
    book.reload();
    for (int i = book.size(); i < POLICIES; i++) {
      policies.insert(more(i));
    }
    book.reload();
    People people = new People(directory, changes, Duration.ofSeconds(1));
    ResolveResource resolve =
        new ResolveResource(
            things, directory, changes, Duration.ofMillis(100), 4, Duration.ofSeconds(1));
    Decide decide =
        new Decide(
            new Contracts(new PackagedContracts(), World.ENGINE),
            book,
            resolve,
            directory,
            people,
            "UTC");
    changes.begin();
    Random random = new Random(1);
    CompiledPolicies compiled = book.current();
    Question ready = question(resolve, people.bySubject("engineer-7"));
    MongoCollection<Document> documents = database.getCollection(MongoThings.COLLECTION);
    for (String pass : new String[] {"warm-up", "measured"}) {
      System.out.printf("%n%s, %d policies%n", pass, book.size());
      long cedar = print("bare call of Cedar", times(() -> compiled.decide(ready)), 0, 0);
      long read =
          print(
              "bare read of the driver by _id",
              times(
                  () ->
                      documents
                          .find(Filters.eq("_id", "device-" + random.nextInt(DEVICES)))
                          .first()),
              0,
              0);
      print(
          "decision, any device, any caller",
          times(() -> call(decide, people, random.nextInt(USERS), random.nextInt(DEVICES))),
          cedar,
          read);
      print(
          "decision, one device, one caller", times(() -> call(decide, people, 7, 7)), cedar, read);
      print(
          "decision on the platform",
          times(
              () ->
                  decide.decide(
                      people.bySubject("engineer-7"),
                      new DecisionRequest(
                          "GET", "/devices", null, null, null, null, "203.0.113.5", true, "b"))),
          cedar,
          read);
      FindScope scopes = new FindScope(book, World.ENGINE, things, directory, resolve);
      Circumstances now =
          new Circumstances(Instant.now(), ZoneOffset.UTC, "203.0.113.5", true, null);
      print(
          "scope of an engineer",
          times(
              () ->
                  scopes.of(
                      people.bySubject("engineer-" + random.nextInt(USERS)), "readDevice", now)),
          cedar,
          read);
      System.out.printf(
          "%-36s %9.0f decisions/s%n", "8 callers at a time", throughput(decide, people));
    }
    changes.stop();
    System.exit(0);
  }

  private static Question question(ResolveResource resolve, Person person) {
    Resource resource =
        resolve.find(new EntityRef("Device", "device-7"), Patience.NONE).orElseThrow();
    return new Question(
        person,
        "readDevice",
        resource,
        new Circumstances(Instant.now(), ZoneOffset.UTC, "203.0.113.5", true, "benchmark"));
  }

  private static void call(Decide decide, People people, int user, int device) {
    decide.decide(
        people.bySubject("engineer-" + user),
        new DecisionRequest(
            "GET",
            "/devices/device-" + device,
            null,
            null,
            null,
            null,
            "203.0.113.5",
            true,
            "benchmark"));
  }

  private static double throughput(Decide decide, People people) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    long start = System.nanoTime();
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Random random = new Random(i);
      all.add(
          threads.submit(
              () -> {
                for (int n = 0; n < ROUNDS / 2; n++) {
                  call(decide, people, random.nextInt(USERS), random.nextInt(DEVICES));
                }
              }));
    }
    for (Future<?> one : all) {
      one.get();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    threads.shutdown();
    return 8 * (ROUNDS / 2) / seconds;
  }

  private static Policy more(int i) {
    return new Policy(
        World.ENGINE.read(
            """
            @id("more-%d")
            @description("One more.")
            permit (principal in Group::"guests-%d", action == Action::"readDevice", resource)
            when { resource.category == "sp" && resource.owners.contains(principal) && context.time.hour > %d };
            """
                .formatted(i, i, i % 24)),
        true,
        1,
        Instant.EPOCH,
        Instant.EPOCH,
        "benchmark");
  }

  private static void load(MongoDatabase database) throws IOException {
    long start = System.nanoTime();
    MongoCollection<Document> things = database.getCollection(MongoThings.COLLECTION);
    things.createIndex(Indexes.ascending("group", "_id"));
    MongoCollection<Document> ownerships = database.getCollection(MongoDirectory.OWNERSHIPS);
    ownerships.createIndex(Indexes.ascending("resourceId"));
    ownerships.createIndex(Indexes.ascending("userId"));
    MongoCollection<Document> users = database.getCollection(MongoDirectory.USERS);
    users.createIndex(Indexes.ascending("subject"));
    List<Document> batch = new ArrayList<>();
    for (int i = 0; i < BUILDINGS; i++) {
      batch.add(thing("building-" + i, "BUILDING", List.of()));
      batch.add(thing("floor-" + i, "FLOOR", List.of("building-" + i)));
    }
    for (int i = 0; i < AREAS; i++) {
      batch.add(thing("area-" + i, "AREA", above(i % BUILDINGS)).append("group", "group-" + i));
    }
    flush(things, batch, 0);
    for (int i = 0; i < ROOMS; i++) {
      batch.add(thing("room-" + i, "ROOM", aboveRoom(i)));
      flush(things, batch, 1_000);
    }
    for (int i = 0; i < DEVICES; i++) {
      List<String> above = new ArrayList<>(List.of("room-" + i % ROOMS));
      above.addAll(aboveRoom(i % ROOMS));
      batch.add(thing("device-" + i, "DEVICE", above).append("category", "sp"));
      flush(things, batch, 1_000);
    }
    flush(things, batch, 0);
    for (int i = 0; i < USERS; i++) {
      batch.add(
          new Document("_id", "user-" + i)
              .append("subject", "engineer-" + i)
              .append("roles", List.of("engineer"))
              .append("groups", List.of("group-" + i % AREAS, "group-" + (i + 1) % AREAS)));
    }
    flush(users, batch, 0);
    for (int i = 0; i < ROOMS; i++) {
      batch.add(
          new Document("_id", "o" + i)
              .append("userId", "resident-" + i)
              .append("resourceId", "room-" + i));
      flush(ownerships, batch, 1_000);
    }
    flush(ownerships, batch, 0);
    System.out.printf(
        "loaded %d rooms and %d devices in %.1f s%n",
        ROOMS, DEVICES, (System.nanoTime() - start) / 1e9);
  }

  private static List<String> above(int building) {
    return List.of("floor-" + building, "building-" + building);
  }

  private static List<String> aboveRoom(int room) {
    int area = room % AREAS;
    List<String> above = new ArrayList<>(List.of("area-" + area));
    above.addAll(above(area % BUILDINGS));
    return above;
  }

  private static Document thing(String id, String type, List<String> above) {
    Document thing =
        new Document("_id", id).append("type", type).append("version", 1L).append("above", above);
    if (!above.isEmpty()) {
      thing.append("parent", above.get(0));
    }
    return thing;
  }

  private static void flush(MongoCollection<Document> into, List<Document> batch, int atLeast) {
    if (!batch.isEmpty() && batch.size() >= atLeast) {
      into.insertMany(batch);
      batch.clear();
    }
  }

  private static long[] times(Runnable operation) {
    long[] nanos = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      operation.run();
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos;
  }

  private static long print(String what, long[] sorted, long cedar, long read) {
    long median = sorted[ROUNDS / 2];
    System.out.printf(
        "%-36s p50 %8.3f ms  p99 %8.3f ms%s%n",
        what,
        median / 1e6,
        sorted[ROUNDS * 99 / 100] / 1e6,
        cedar == 0
            ? ""
            : "  %.1f x Cedar  %.1f x read"
                .formatted((double) median / cedar, (double) median / read));
    return median;
  }
}
