package iot.smarthome.cdc;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import iot.smarthome.cdc.RelayProcess.Hold;
import iot.smarthome.embedded.mongodb.EmbeddedMongoDb;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Relays in processes of their own, killed at the worst moments; a real Kafka broker. */
class CdcRelayIT {

  private static final String THINGS = "things";
  private static final int PARTITIONS = 3;
  private static final int KEYS = 5;
  private static final int DELETED_KEYS = 2;
  private static final int VERSIONS = 11;
  private static final int CHANGES = KEYS * VERSIONS + DELETED_KEYS;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private static Path kafkaFolder;
  @TempDir private static Path mongodbFolder;
  private static LoopbackKafka kafka;
  private static EmbeddedMongoDb mongodb;
  private static MongoClient client;

  @BeforeAll
  static void start() throws Exception {
    kafka = LoopbackKafka.start(kafkaFolder);
    mongodb = EmbeddedMongoDb.start(mongodbFolder, 0);
    client = MongoClients.create(mongodb.connectionString());
  }

  @AfterAll
  static void stop() {
    client.close();
    mongodb.close();
    kafka.close();
  }

  private static RelayProcess relay(String database, Hold hold) throws Exception {
    return RelayProcess.start(
        mongodb.connectionString(), database, THINGS, kafka.servers(), database, hold);
  }

  private static MongoChangeStreamCursor<ChangeStreamDocument<Document>> witness(
      MongoDatabase database) {
    return database.getCollection(THINGS).watch().maxAwaitTime(100, TimeUnit.MILLISECONDS).cursor();
  }

  /** The event ids of the changes, in the order of the change stream. */
  private static List<String> order(
      MongoChangeStreamCursor<ChangeStreamDocument<Document>> witness, int count) {
    List<String> ids = new ArrayList<>();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              ChangeStreamDocument<Document> change = witness.tryNext();
              while (change != null) {
                ids.add(eventId(change.getResumeToken()));
                change = witness.tryNext();
              }
              return ids.size() >= count;
            });
    return ids;
  }

  private static String eventId(BsonDocument token) {
    return UUID.nameUUIDFromBytes((THINGS + "/" + token.toJson()).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  private static Document lease(MongoDatabase database) {
    return database.getCollection("cdc_leases").find(eq("_id", THINGS)).first();
  }

  private static BsonDocument token(MongoDatabase database) {
    BsonDocument stored =
        database.getCollection("cdc_tokens", BsonDocument.class).find(eq("_id", THINGS)).first();
    return stored == null || !stored.containsKey("token") ? null : stored.getDocument("token");
  }

  private static void awaitFollowing(MongoDatabase database, RelayProcess relay) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              Document lease = lease(database);
              return lease != null
                  && lease.getString("holder").startsWith(relay.pid() + "@")
                  && token(database) != null;
            });
  }

  private static void put(MongoCollection<Document> things, String id, int version) {
    Document document = new Document("_id", id).append("version", (long) version);
    if (version == 1) {
      things.insertOne(document);
    } else {
      things.replaceOne(eq("_id", id), document);
    }
  }

  private static void writeChanges(MongoCollection<Document> things) {
    for (int version = 1; version <= VERSIONS; version++) {
      for (int key = 0; key < KEYS; key++) {
        put(things, "k" + key, version);
      }
    }
    for (int key = 0; key < DELETED_KEYS; key++) {
      things.deleteOne(eq("_id", "k" + key));
    }
  }

  private static Map<String, List<String>> expected(int versions, int deletedKeys) {
    Map<String, List<String>> byKey = new HashMap<>();
    for (int key = 0; key < KEYS; key++) {
      List<String> words = new ArrayList<>();
      words.add("created 1");
      for (int version = 2; version <= versions; version++) {
        words.add("updated " + version);
      }
      if (key < deletedKeys) {
        words.add("deleted " + (versions + 1));
      }
      byKey.put("k" + key, words);
    }
    return byKey;
  }

  private static void assertNothingBehindTheTokenRepeated(
      List<String> order, BsonDocument token, Set<String> repeated) {
    // -1 when the token is the start of the stream
    int settled = order.indexOf(eventId(token));
    assertThat(repeated).isSubsetOf(order.subList(settled + 1, order.size()));
  }

  @Test
  void losesNothingWhenKilledBetweenWriteAndPublish() throws Exception {
    String name = "killed-before-publish";
    kafka.create(name, PARTITIONS);
    MongoDatabase database = client.getDatabase(name);
    try (TopicRecords topic = new TopicRecords(kafka.servers(), name, PARTITIONS);
        var witness = witness(database);
        RelayProcess first = relay(name, Hold.beforePublishing(25))) {
      awaitFollowing(database, first);
      writeChanges(database.getCollection(THINGS));
      List<String> order = order(witness, CHANGES);
      first.awaitHeld();
      first.kill();
      BsonDocument token = token(database);
      assertThat(topic.ids()).doesNotContain(order.get(24));
      try (RelayProcess second = relay(name, Hold.NEVER)) {
        await().atMost(PATIENCE).until(() -> topic.ids().size() == CHANGES);
        assertThat(second.isAlive()).isTrue();
        assertThat(topic.ids()).containsExactlyInAnyOrderElementsOf(order);
        assertThat(topic.handled()).isEqualTo(expected(VERSIONS, DELETED_KEYS));
        assertThat(topic.mostRewinds()).isLessThanOrEqualTo(1);
        assertNothingBehindTheTokenRepeated(order, token, topic.repeated());
        assertThat(lease(database)).containsEntry("fence", 2L);
      }
    }
  }

  @Test
  void repeatsOnlyWhatIsBehindTheTokenWhenKilledBetweenPublishAndToken() throws Exception {
    String name = "killed-before-token";
    kafka.create(name, PARTITIONS);
    MongoDatabase database = client.getDatabase(name);
    try (TopicRecords topic = new TopicRecords(kafka.servers(), name, PARTITIONS);
        var witness = witness(database);
        RelayProcess first = relay(name, Hold.beforeTokenAfter(2 * RelayProcess.TOKEN_BATCH + 1))) {
      awaitFollowing(database, first);
      writeChanges(database.getCollection(THINGS));
      List<String> order = order(witness, CHANGES);
      first.awaitHeld();
      first.kill();
      BsonDocument token = token(database);
      int settled = order.indexOf(eventId(token));
      await().atMost(PATIENCE).until(() -> topic.ids().size() > settled + 1);
      try (RelayProcess second = relay(name, Hold.NEVER)) {
        await().atMost(PATIENCE).until(() -> topic.ids().size() == CHANGES);
        await().atMost(PATIENCE).until(() -> eventId(token(database)).equals(order.get(56)));
        assertThat(second.isAlive()).isTrue();
        assertThat(topic.ids()).containsExactlyInAnyOrderElementsOf(order);
        assertThat(topic.handled()).isEqualTo(expected(VERSIONS, DELETED_KEYS));
        assertThat(topic.repeated()).isNotEmpty();
        assertThat(topic.mostRewinds()).isLessThanOrEqualTo(1);
        assertNothingBehindTheTokenRepeated(order, token, topic.repeated());
      }
    }
  }

  @Test
  void leavesTheCollectionToAnotherWithinTheLeaseWhenKilled() throws Exception {
    String name = "takes-over";
    kafka.create(name, PARTITIONS);
    MongoDatabase database = client.getDatabase(name);
    MongoCollection<Document> things = database.getCollection(THINGS);
    AtomicInteger version = new AtomicInteger();
    ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    try (TopicRecords topic = new TopicRecords(kafka.servers(), name, PARTITIONS);
        RelayProcess first = relay(name, Hold.NEVER)) {
      awaitFollowing(database, first);
      try (RelayProcess second = relay(name, Hold.NEVER)) {
        writer.scheduleWithFixedDelay(
            () -> {
              int next = version.get() + 1;
              for (int key = 0; key < KEYS; key++) {
                put(things, "k" + key, next);
              }
              version.set(next);
            },
            0,
            20,
            TimeUnit.MILLISECONDS);
        await()
            .during(RelayProcess.LEASE.plus(RelayProcess.MARGIN).multipliedBy(2))
            .atMost(PATIENCE)
            .until(() -> lease(database).getLong("fence") == 1L);
        assertThat(topic.repeated()).as("one active relay at a time").isEmpty();
        assertThat(second.isAlive()).isTrue();
        Instant killed = Instant.now();
        first.kill();
        await().atMost(PATIENCE).until(() -> lease(database).getLong("fence") == 2L);
        Duration gap = Duration.between(killed, Instant.now());
        assertThat(gap)
            .isLessThan(RelayProcess.LEASE.plus(RelayProcess.MARGIN).plus(Duration.ofSeconds(2)));
        assertThat(lease(database).getString("holder")).startsWith(second.pid() + "@");
        writer.shutdown();
        assertThat(writer.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        int versions = version.get();
        await().atMost(PATIENCE).until(() -> topic.ids().size() == KEYS * versions);
        assertThat(topic.handled()).isEqualTo(expected(versions, 0));
        assertThat(topic.mostRewinds()).isLessThanOrEqualTo(1);
      }
    } finally {
      writer.shutdownNow();
    }
  }

  @Test
  void publishesTheCollectionAnewWithDeletionsWhenTheHistoryIsLost(@TempDir Path folder)
      throws Exception {
    String name = "history-lost";
    kafka.create(name, PARTITIONS);
    try (EmbeddedMongoDb forgetful = EmbeddedMongoDb.start(folder, 0, 100);
        MongoClient own = MongoClients.create(forgetful.connectionString());
        TopicRecords topic = new TopicRecords(kafka.servers(), name, PARTITIONS)) {
      MongoDatabase database = own.getDatabase(name);
      MongoCollection<Document> things = database.getCollection(THINGS);
      try (RelayProcess first =
          RelayProcess.start(
              forgetful.connectionString(), name, THINGS, kafka.servers(), name, Hold.NEVER)) {
        awaitFollowing(database, first);
        for (int i = 0; i < 10; i++) {
          put(things, "t" + i, 1);
        }
        await()
            .atMost(PATIENCE)
            .until(() -> database.getCollection("cdc_published").countDocuments() == 10);
        first.kill();
      }
      things.deleteOne(eq("_id", "t0"));
      things.deleteOne(eq("_id", "t1"));
      put(things, "t2", 2);
      put(things, "t10", 1);
      for (int version = 2; version <= 302; version++) {
        put(things, "t9", version);
      }
      BsonDocument token = token(database);
      assertThatThrownBy(() -> things.watch().resumeAfter(token).cursor().tryNext())
          .isInstanceOfSatisfying(
              MongoCommandException.class, e -> assertThat(e.getErrorCode()).isEqualTo(286));
      try (RelayProcess second =
          RelayProcess.start(
              forgetful.connectionString(), name, THINGS, kafka.servers(), name, Hold.NEVER)) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> {
                  Map<String, String> last = new HashMap<>();
                  topic.read().forEach(record -> last.put(record.key(), record.words()));
                  assertThat(last)
                      .hasSize(11)
                      .containsEntry("t0", "deleted 2")
                      .containsEntry("t1", "deleted 2")
                      .containsEntry("t2", "updated 2")
                      .containsEntry("t3", "updated 1")
                      .containsEntry("t9", "updated 302")
                      .containsEntry("t10", "created 1");
                });
        put(things, "t2", 3);
        await().atMost(PATIENCE).until(() -> topic.handled().get("t2").contains("updated 3"));
        assertThat(second.isAlive()).isTrue();
      }
    }
  }
}
