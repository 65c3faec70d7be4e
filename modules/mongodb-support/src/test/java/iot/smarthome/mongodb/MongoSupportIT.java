package iot.smarthome.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import iot.smarthome.embedded.mongodb.EmbeddedMongoDb;
import iot.smarthome.rest.idempotency.IdempotencyStore.Answer;
import iot.smarthome.rest.idempotency.IdempotencyStore.Known;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoSupportIT {

  @Test
  void makesIndexesOnceTheServerIsThere(@TempDir Path folder) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Indexes indexes = new Indexes();
    try (MongoClient client =
        MongoClients.create(
            MongoConnection.settings(
                "mongodb://127.0.0.1:" + port + "/?serverSelectionTimeoutMS=200"))) {
      var things = client.getDatabase("d").getCollection("things");
      indexes.ensure(
          things, new IndexModel(new Document("code", 1), new IndexOptions().unique(true)));
      assertThat(indexes.missing()).containsExactly("things");
      try (EmbeddedMongoDb server = EmbeddedMongoDb.start(folder, port)) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> indexes.missing().isEmpty());
        assertThat(things.listIndexes().into(new ArrayList<>())).hasSize(2);
        things.insertOne(new Document("code", 1));
        assertThatThrownBy(() -> things.insertOne(new Document("code", 1)))
            .isInstanceOfSatisfying(
                MongoWriteException.class,
                e -> assertThat(DuplicateKeys.index(e)).contains("code_1"));
        assertThat(server.port()).isEqualTo(port);
      }
    } finally {
      indexes.stop();
    }
  }

  @Test
  void putsAnIndexIntoThePlaceOfAFormerOne(@TempDir Path folder) {
    Indexes indexes = new Indexes();
    try (EmbeddedMongoDb server = EmbeddedMongoDb.start(folder, 0);
        MongoClient client = MongoClients.create(server.connectionString())) {
      var things = client.getDatabase("d").getCollection("things");
      IndexOptions unique = new IndexOptions().unique(true);
      things.createIndex(new Document("code", 1), unique.name("code"));
      things.insertOne(new Document("_id", 1));
      IndexModel ifAny =
          new IndexModel(
              new Document("code", 1),
              new IndexOptions()
                  .unique(true)
                  .partialFilterExpression(new Document("code", new Document("$exists", true)))
                  .name("codeIfAny"));
      for (int start = 0; start < 2; start++) {
        indexes.ensureInPlaceOf(things, "code", ifAny);
        Awaitility.await().until(() -> indexes.missing().isEmpty());
      }
      things.insertOne(new Document("_id", 2)); // two without a code are no longer the same
      things.insertOne(new Document("code", 1));
      assertThatThrownBy(() -> things.insertOne(new Document("code", 1)))
          .isInstanceOfSatisfying(
              MongoWriteException.class,
              e -> assertThat(DuplicateKeys.index(e)).contains("codeIfAny"));
    } finally {
      indexes.stop();
    }
  }

  @Test
  void remembersTheAnswerToAKey(@TempDir Path folder) {
    Indexes indexes = new Indexes();
    try (EmbeddedMongoDb server = EmbeddedMongoDb.start(folder, 0);
        MongoClient client = MongoClients.create(server.connectionString())) {
      MongoDatabase database = client.getDatabase("d");
      var store = new MongoIdempotencyStore(database, indexes);
      assertThat(store.begin("k", "f")).isEmpty();
      assertThat(store.begin("k", "f")).contains(new Known("f", null));
      Answer answer = new Answer(201, "/api/devices/1", "\"1\"", "{}");
      store.complete("k", answer);
      assertThat(store.begin("k", "other")).contains(new Known("f", answer));
      assertThat(store.begin("free", "f")).isEmpty();
      store.release("free");
      assertThat(store.begin("free", "g")).isEmpty();
    } finally {
      indexes.stop();
    }
  }

  @Test
  void letsARequestTakeOverTheKeyOfOneThatWasKilled(@TempDir Path folder) {
    Indexes indexes = new Indexes();
    try (EmbeddedMongoDb server = EmbeddedMongoDb.start(folder, 0);
        MongoClient client = MongoClients.create(server.connectionString())) {
      MongoDatabase database = client.getDatabase("d");
      assertThat(new MongoIdempotencyStore(database, indexes).begin("k", "f")).isEmpty();
      Clock later =
          Clock.fixed(
              Instant.now().plus(MongoIdempotencyStore.LOST_AFTER).plusSeconds(1), ZoneOffset.UTC);
      var afterwards = new MongoIdempotencyStore(database, indexes, later);
      assertThat(afterwards.begin("k", "f")).isEmpty();
      assertThat(afterwards.begin("k", "f")).contains(new Known("f", null));
    } finally {
      indexes.stop();
    }
  }
}
