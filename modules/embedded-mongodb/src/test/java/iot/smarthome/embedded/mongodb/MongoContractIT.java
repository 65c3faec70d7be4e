package iot.smarthome.embedded.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import com.mongodb.client.model.changestream.FullDocument;
import com.mongodb.client.model.changestream.OperationType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What MongoDB's manual promises and the services rely on. Runs on the embedded server, or on the
 * MongoDB (a replica set) at {@code MONGODB_TEST_URI}.
 */
class MongoContractIT {

  private static EmbeddedMongoDb server;
  private static MongoClient client;
  private static MongoDatabase database;
  private MongoCollection<Document> things;

  @BeforeAll
  static void connect(@TempDir Path folder) {
    String uri = System.getenv("MONGODB_TEST_URI");
    if (uri == null) {
      server = EmbeddedMongoDb.start(folder, 0);
      uri = server.connectionString();
    }
    client = MongoClients.create(uri);
    database = client.getDatabase("contract-" + UUID.randomUUID());
  }

  @AfterAll
  static void disconnect() {
    database.drop();
    client.close();
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void freshCollection() {
    things = database.getCollection("things-" + UUID.randomUUID());
  }

  private static Document thing(String id) {
    return new Document("_id", id);
  }

  @Test
  void keepsWhatWasInserted() {
    Document thing =
        thing("a")
            .append("n", 1)
            .append("at", new Date(5))
            .append("inner", new Document("x", true));
    things.insertOne(thing);
    assertThat(things.find(eq("_id", "a")).first()).isEqualTo(thing);
    assertThat(things.countDocuments()).isEqualTo(1);
  }

  @Test
  void refusesTheSameIdTwice() {
    things.insertOne(thing("a"));
    assertThatThrownBy(() -> things.insertOne(thing("a")))
        .isInstanceOfSatisfying(
            MongoWriteException.class, e -> assertThat(e.getError().getCode()).isEqualTo(11000));
  }

  @Test
  void orderedInsertEndsAtTheFirstErrorAndUnorderedGoesOn() {
    things.insertOne(thing("b"));
    assertThatThrownBy(() -> things.insertMany(List.of(thing("a"), thing("b"), thing("c"))))
        .isInstanceOfSatisfying(
            MongoBulkWriteException.class,
            e -> assertThat(e.getWriteResult().getInsertedCount()).isEqualTo(1));
    assertThat(things.countDocuments()).isEqualTo(2);
    assertThatThrownBy(
            () ->
                things.insertMany(
                    List.of(thing("b"), thing("d"), thing("a"), thing("e")),
                    new InsertManyOptions().ordered(false)))
        .isInstanceOfSatisfying(
            MongoBulkWriteException.class,
            e -> {
              assertThat(e.getWriteResult().getInsertedCount()).isEqualTo(2);
              assertThat(e.getWriteErrors()).hasSize(2);
            });
    assertThat(things.countDocuments()).isEqualTo(4);
  }

  @Test
  void replacesOnlyTheExpectedVersion() {
    things.insertOne(thing("a").append("version", 1));
    Document next = thing("a").append("version", 2);
    assertThat(things.replaceOne(and(eq("_id", "a"), eq("version", 1)), next).getMatchedCount())
        .isEqualTo(1);
    assertThat(things.replaceOne(and(eq("_id", "a"), eq("version", 1)), next).getMatchedCount())
        .isZero();
  }

  @Test
  void countsMatchedModifiedAndUpserted() {
    things.insertMany(List.of(thing("a").append("n", 1), thing("b").append("n", 2)));
    var result = things.updateMany(new Document(), set("n", 2));
    assertThat(result.getMatchedCount()).isEqualTo(2);
    assertThat(result.getModifiedCount()).isEqualTo(1);
    var upsert = things.updateOne(eq("_id", "c"), set("n", 3), new UpdateOptions().upsert(true));
    assertThat(upsert.getMatchedCount()).isZero();
    assertThat(upsert.getUpsertedId().asString().getValue()).isEqualTo("c");
    assertThat(
            things
                .replaceOne(
                    eq("_id", "d"), thing("d").append("n", 4), new ReplaceOptions().upsert(true))
                .getUpsertedId())
        .isNotNull();
    assertThat(things.deleteMany(gt("n", 2)).getDeletedCount()).isEqualTo(2);
  }

  @Test
  void bulkWriteEndsAtTheFirstErrorWhenOrdered() {
    things.createIndex(Indexes.ascending("code"), new IndexOptions().unique(true));
    things.insertMany(List.of(thing("a").append("code", 1), thing("b").append("code", 2)));
    assertThatThrownBy(
            () ->
                things.bulkWrite(
                    List.of(
                        new UpdateOneModel<Document>(eq("_id", "a"), set("n", 1)),
                        new UpdateOneModel<Document>(eq("_id", "a"), set("code", 2)),
                        new UpdateOneModel<Document>(eq("_id", "b"), set("n", 1)),
                        new InsertOneModel<>(thing("c")))))
        .isInstanceOfSatisfying(
            MongoBulkWriteException.class,
            e -> {
              assertThat(e.getWriteErrors().get(0).getIndex()).isEqualTo(1);
              assertThat(e.getWriteErrors().get(0).getCode()).isEqualTo(11000);
              assertThat(e.getWriteResult().getModifiedCount()).isEqualTo(1);
            });
    assertThat(things.find(eq("_id", "b")).first()).doesNotContainKey("n");
  }

  @Test
  void findsAndUpdatesAtOnce() {
    Document made =
        things.findOneAndUpdate(
            eq("_id", "counter"),
            inc("n", 1),
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
    assertThat(made).isEqualTo(new Document("_id", "counter").append("n", 1));
    Document before = things.findOneAndUpdate(eq("_id", "counter"), inc("n", 1));
    assertThat(before.getInteger("n")).isEqualTo(1);
    assertThat(things.findOneAndUpdate(eq("_id", "none"), inc("n", 1))).isNull();
    assertThat(things.findOneAndDelete(eq("_id", "counter")).getInteger("n")).isEqualTo(2);
  }

  @Test
  void aUniqueIndexHoldsAndIsGivenBack() {
    things.createIndex(
        Indexes.ascending("parent", "code"), new IndexOptions().unique(true).name("code"));
    things.insertOne(thing("a").append("parent", "p").append("code", "x"));
    things.insertOne(thing("b").append("parent", "q").append("code", "x"));
    assertThatThrownBy(() -> things.insertOne(thing("c").append("parent", "p").append("code", "x")))
        .hasMessageContaining("code");
    assertThatThrownBy(() -> things.updateOne(eq("_id", "b"), set("parent", "p")))
        .isInstanceOf(MongoWriteException.class);
    things.deleteOne(eq("_id", "a"));
    assertThat(things.updateOne(eq("_id", "b"), set("parent", "p")).getModifiedCount()).isOne();
  }

  @Test
  void aPartialIndexBindsOnlyWhatItHolds() {
    things.createIndex(
        Indexes.ascending("device"),
        new IndexOptions().unique(true).partialFilterExpression(eq("state", "OPEN")));
    things.insertOne(thing("a").append("device", 1).append("state", "OPEN"));
    things.insertOne(thing("b").append("device", 1).append("state", "CLEARED"));
    assertThatThrownBy(
            () -> things.insertOne(thing("c").append("device", 1).append("state", "OPEN")))
        .isInstanceOf(MongoWriteException.class);
    things.updateOne(eq("_id", "a"), set("state", "CLEARED"));
    things.insertOne(thing("c").append("device", 1).append("state", "OPEN"));
    assertThat(things.countDocuments(eq("device", 1))).isEqualTo(3);
    assertThat(things.find(and(eq("device", 1), eq("state", "OPEN"))).first())
        .containsEntry("_id", "c");
  }

  @Test
  void sortsAndPagesByACompoundIndexInBothDirections() {
    things.createIndex(
        Indexes.compoundIndex(
            Indexes.ascending("area"), Indexes.descending("at"), Indexes.ascending("_id")));
    List<Document> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(thing("t%02d".formatted(i)).append("area", "a" + i % 2).append("at", i / 4));
    }
    things.insertMany(all);
    var order = com.mongodb.client.model.Sorts.orderBy(descending("at"), ascending("_id"));
    List<String> expected = ids(things.find(eq("area", "a1")).sort(order));
    assertThat(expected).hasSize(25).startsWith("t49").endsWith("t03");
    List<String> paged = new ArrayList<>();
    Document last = null;
    do {
      var filter =
          last == null
              ? eq("area", "a1")
              : and(
                  eq("area", "a1"),
                  or(
                      Filters.lt("at", last.get("at")),
                      and(eq("at", last.get("at")), gt("_id", last.get("_id")))));
      last = null;
      for (Document document : things.find(filter).sort(order).limit(7)) {
        paged.add(document.getString("_id"));
        last = document;
      }
    } while (last != null);
    assertThat(paged).isEqualTo(expected);
    var reverse = com.mongodb.client.model.Sorts.orderBy(ascending("at"), descending("_id"));
    List<String> backwards = ids(things.find(eq("area", "a1")).sort(reverse));
    java.util.Collections.reverse(backwards);
    assertThat(backwards).isEqualTo(expected);
  }

  private static List<String> ids(Iterable<Document> documents) {
    List<String> ids = new ArrayList<>();
    documents.forEach(document -> ids.add(document.getString("_id")));
    return ids;
  }

  @Test
  void anIndexChangesNoAnswer() {
    List<Object> values = new ArrayList<>(List.of(3, 2.5, 7L, "b", "a", true, new Date(9)));
    values.add(null);
    values.add(List.of(1, 5));
    for (int i = 0; i < values.size(); i++) {
      things.insertOne(thing("v" + i).append("v", values.get(i)));
    }
    things.insertOne(thing("missing"));
    var queries =
        List.of(
            eq("v", 3),
            eq("v", null),
            gt("v", 2),
            Filters.lte("v", 2.5),
            in("v", 5, "a", null),
            gt("v", "a"),
            Filters.ne("v", 3),
            Filters.exists("v"),
            eq("v", 1),
            and(gt("v", 2), Filters.lt("v", 4)),
            Filters.not(gt("v", 2)));
    List<List<String>> before = queries.stream().map(query -> sorted(things.find(query))).toList();
    things.createIndex(Indexes.ascending("v"));
    List<List<String>> after = queries.stream().map(query -> sorted(things.find(query))).toList();
    assertThat(after).isEqualTo(before);
    assertThat(after.get(0)).containsExactly("v0");
  }

  @Test
  void readsOnlyThePageOfWhatLiesInAnyOfManyPlaces() {
    List<Document> all = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      all.add(
          thing("d%04d".formatted(i)).append("room", "r" + i % 300).append("area", "a" + i % 30));
    }
    things.insertMany(all);
    var query = or(in("room", "r1", "r31", "r77"), in("area", "a7"), in("_id", "d0002", "d2999"));
    List<String> ascending = ids(things.find(query).sort(ascending("_id")));
    List<String> descending = ids(things.find(query).sort(descending("_id")));
    assertThat(ascending).hasSize(30 + 100 + 2).isSorted();

    things.createIndex(Indexes.ascending("room", "_id"));
    things.createIndex(Indexes.compoundIndex(Indexes.ascending("area"), Indexes.descending("_id")));

    assertThat(ids(things.find(query).sort(ascending("_id")))).isEqualTo(ascending);
    assertThat(ids(things.find(query).sort(descending("_id")))).isEqualTo(descending);
    assertThat(things.countDocuments(query)).isEqualTo(ascending.size());
    List<String> paged = new ArrayList<>();
    List<String> page;
    do {
      var from = paged.isEmpty() ? query : and(query, gt("_id", paged.get(paged.size() - 1)));
      long before = documentsRead();
      page = ids(things.find(from).sort(ascending("_id")).limit(10));
      // one document ahead in each of the six ranges
      assertThat(documentsRead() - before).isLessThanOrEqualTo(10 + 2 * 6);
      paged.addAll(page);
    } while (!page.isEmpty());
    assertThat(paged).isEqualTo(ascending);
  }

  @Test
  void sortsWhatItFindsInMorePlacesThanAreMerged() {
    List<Document> all = new ArrayList<>();
    for (int i = 0; i < 1200; i++) {
      all.add(thing("d%04d".formatted(i)).append("room", "r" + i % 400).append("area", "a" + i));
    }
    things.insertMany(all);
    List<String> rooms = all.stream().limit(300).map(d -> d.getString("room")).toList();
    List<String> areas = all.stream().skip(1100).map(d -> d.getString("area")).toList();
    var query = and(or(in("room", rooms), in("area", areas)), gt("_id", "d0399"));
    List<String> expected = ids(things.find(query).sort(ascending("_id")).limit(500));
    assertThat(expected).hasSize(500).isSorted();

    things.createIndex(Indexes.ascending("room", "_id"));
    things.createIndex(Indexes.ascending("area", "_id"));

    assertThat(ids(things.find(query).sort(ascending("_id")).limit(500))).isEqualTo(expected);
  }

  /** Of MongoDB itself only explain tells; there it is not counted. */
  private static long documentsRead() {
    return server == null ? 0 : server.documentsRead();
  }

  private static List<String> sorted(Iterable<Document> documents) {
    return ids(documents).stream().sorted().toList();
  }

  @Test
  void readsInBatches() {
    List<Document> all = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      all.add(thing("t%03d".formatted(i)));
    }
    things.insertMany(all);
    assertThat(ids(things.find().batchSize(60).sort(ascending("_id")))).hasSize(250).isSorted();
    assertThat(
            things
                .aggregate(List.of(Aggregates.match(gt("_id", "t199")), Aggregates.count()))
                .first())
        .containsEntry("count", 50);
  }

  @Test
  void creatingAnIndexTwiceIsNoErrorAndOtherwiseIsOne() {
    things.createIndex(Indexes.ascending("a"), new IndexOptions().name("a"));
    things.createIndex(Indexes.ascending("a"), new IndexOptions().name("a"));
    assertThatThrownBy(
            () -> things.createIndex(Indexes.ascending("a"), new IndexOptions().name("b")))
        .isInstanceOfSatisfying(
            MongoCommandException.class, e -> assertThat(e.getErrorCode()).isEqualTo(85));
    things.dropIndex("a");
    assertThat(things.listIndexes().into(new ArrayList<>())).hasSize(1);
  }

  @Test
  void removesWhatIsOver() {
    things.createIndex(
        Indexes.ascending("at"), new IndexOptions().expireAfter(1L, TimeUnit.SECONDS));
    things.insertMany(
        List.of(
            thing("old").append("at", Date.from(Instant.now().minusSeconds(60))),
            thing("new").append("at", Date.from(Instant.now().plusSeconds(3600))),
            thing("timeless")));
    Awaitility.await()
        .atMost(Duration.ofSeconds(120)) // MongoDB looks once a minute
        .untilAsserted(() -> assertThat(sorted(things.find())).containsExactly("new", "timeless"));
  }

  @Test
  void aChangeStreamTellsEveryChange() {
    database.createCollection(things.getNamespace().getCollectionName());
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> changes =
        things.watch().fullDocument(FullDocument.UPDATE_LOOKUP).cursor()) {
      things.insertOne(thing("a").append("n", 1).append("m", 1));
      things.updateOne(eq("_id", "a"), set("n", 2));
      things.updateOne(eq("_id", "a"), unset("m"));
      things.replaceOne(eq("_id", "a"), thing("a").append("n", 3));
      things.findOneAndUpdate(eq("_id", "a"), set("n", 4));
      things.updateOne(eq("_id", "b"), set("n", 1), new UpdateOptions().upsert(true));
      things.updateOne(eq("_id", "b"), set("n", 1));
      things.deleteOne(eq("_id", "a"));
      List<ChangeStreamDocument<Document>> seen = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        seen.add(changes.next());
      }
      assertThat(seen)
          .extracting(ChangeStreamDocument::getOperationType)
          .containsExactly(
              OperationType.INSERT,
              OperationType.UPDATE,
              OperationType.UPDATE,
              OperationType.REPLACE,
              OperationType.UPDATE,
              OperationType.INSERT,
              OperationType.DELETE);
      assertThat(seen)
          .extracting(change -> change.getDocumentKey().getString("_id").getValue())
          .containsExactly("a", "a", "a", "a", "a", "b", "a");
      assertThat(seen.get(0).getFullDocument()).containsEntry("n", 1);
      assertThat(seen.get(1).getUpdateDescription().getUpdatedFields())
          .isEqualTo(BsonDocument.parse("{n: 2}"));
      assertThat(seen.get(2).getUpdateDescription().getRemovedFields()).containsExactly("m");
      assertThat(seen.get(3).getFullDocument()).containsEntry("n", 3);
      assertThat(seen.get(6).getFullDocument()).isNull();
      assertThat(seen.get(6).getNamespace()).isEqualTo(things.getNamespace());
    }
  }

  @Test
  void aChangeStreamGoesOnAfterItsToken() {
    database.createCollection(things.getNamespace().getCollectionName());
    BsonDocument token;
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> changes =
        things.watch().cursor()) {
      things.insertOne(thing("a"));
      things.insertOne(thing("b"));
      token = changes.next().getResumeToken();
    }
    things.deleteOne(eq("_id", "a"));
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> changes =
        things.watch().resumeAfter(token).cursor()) {
      assertThat(changes.next().getDocumentKey()).isEqualTo(BsonDocument.parse("{_id: 'b'}"));
      assertThat(changes.next().getOperationType()).isEqualTo(OperationType.DELETE);
      assertThat(changes.tryNext()).isNull();
      assertThat(changes.getResumeToken()).isNotNull();
    }
  }

  @Test
  void aDroppedCollectionEndsItsChangeStream() {
    things.insertOne(thing("a"));
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> changes =
        things.watch().cursor()) {
      things.drop();
      assertThat(changes.next().getOperationType()).isEqualTo(OperationType.DROP);
      assertThat(changes.next().getOperationType()).isEqualTo(OperationType.INVALIDATE);
    }
    assertThat(things.countDocuments()).isZero();
  }

  @Test
  void saysWhatItDoesNotDo() {
    if (server == null) {
      return; // a whole MongoDB does it
    }
    assertThatThrownBy(() -> things.createIndex(Indexes.text("name")))
        .isInstanceOfSatisfying(
            MongoCommandException.class, e -> assertThat(e.getErrorCode()).isEqualTo(238));
    assertThatThrownBy(() -> things.updateOne(eq("_id", 1), List.of(set("n", 1))))
        .isInstanceOfSatisfying(
            MongoCommandException.class, e -> assertThat(e.getErrorCode()).isEqualTo(238));
    assertThatThrownBy(
            () ->
                database.runCommand(
                    new Document("find", "things")
                        .append("startTransaction", true)
                        .append("autocommit", false)))
        .isInstanceOfSatisfying(
            MongoCommandException.class, e -> assertThat(e.getErrorCode()).isEqualTo(20));
  }
}
