package iot.smarthome.embedded.mongodb;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged outlives the server. */
class DurabilityIT {

  private static Process server(Path folder, StringBuilder uri) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EmbeddedMongoDb.class.getName(),
                folder.toString(),
                "0")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    uri.append(out.readLine().replace("listening on ", ""));
    return process;
  }

  @Test
  void keepsEveryAcknowledgedWriteWithIndexAndChangeOverKill(@TempDir Path folder)
      throws Exception {
    StringBuilder uri = new StringBuilder();
    Process process = server(folder, uri);
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    BsonDocument start;
    try (MongoClient client = MongoClients.create(uri.toString())) {
      MongoCollection<Document> things = client.getDatabase("d").getCollection("things");
      things.createIndex(Indexes.ascending("code"), new IndexOptions().unique(true));
      try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> changes =
          things.watch().cursor()) {
        things.insertOne(new Document("_id", "first").append("code", "first"));
        start = changes.next().getResumeToken();
      }
      ExecutorService writers = Executors.newFixedThreadPool(8);
      for (int w = 0; w < 8; w++) {
        int writer = w;
        writers.submit(
            () -> {
              for (int i = 0; ; i++) {
                String id = writer + "-" + i;
                things.insertOne(new Document("_id", id).append("code", "c" + id));
                acknowledged.add(id);
              }
            });
      }
      Awaitility.await().until(() -> acknowledged.size() > 500);
      process.destroyForcibly().waitFor(); // SIGKILL
      writers.shutdownNow();
      assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }
    StringBuilder again = new StringBuilder();
    Process restarted = server(folder, again);
    try (MongoClient client = MongoClients.create(again.toString())) {
      MongoCollection<Document> things = client.getDatabase("d").getCollection("things");
      Set<String> stored = new HashSet<>();
      things.find().forEach(document -> stored.add(document.getString("_id")));
      assertThat(stored).containsAll(acknowledged);
      assertThat(things.countDocuments()).isEqualTo(stored.size());
      for (String id : acknowledged) {
        assertThat(things.find(eq("code", "c" + id)).first()).containsEntry("_id", id);
      }
      assertThatThrownBy(() -> things.insertOne(new Document("_id", "x").append("code", "first")))
          .isInstanceOf(MongoException.class);
      Set<String> changed = new HashSet<>();
      try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> changes =
          things.watch().resumeAfter(start).cursor()) {
        ChangeStreamDocument<Document> change = changes.tryNext();
        while (change != null) {
          changed.add(change.getDocumentKey().getString("_id").getValue());
          change = changes.tryNext();
        }
      }
      stored.remove("first");
      assertThat(changed).isEqualTo(stored);
    } finally {
      restarted.destroy();
      restarted.waitFor();
    }
  }

  @Test
  void reportsALostHistory(@TempDir Path folder) {
    try (EmbeddedMongoDb server = EmbeddedMongoDb.start(folder, 0, 100);
        MongoClient client = MongoClients.create(server.connectionString())) {
      MongoCollection<Document> things = client.getDatabase("d").getCollection("things");
      BsonDocument token;
      try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> changes =
          things.watch().cursor()) {
        things.insertOne(new Document("_id", -1));
        token = changes.next().getResumeToken();
      }
      List<Document> many = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        many.add(new Document("_id", i));
      }
      things.insertMany(many);
      assertThatThrownBy(() -> things.watch().resumeAfter(token).cursor().next())
          .isInstanceOfSatisfying(
              MongoCommandException.class, e -> assertThat(e.getErrorCode()).isEqualTo(286));
    }
  }

  @Test
  void refusesAFolderInUse(@TempDir Path folder) {
    try (EmbeddedMongoDb server = EmbeddedMongoDb.start(folder, 0)) {
      assertThatThrownBy(() -> EmbeddedMongoDb.start(folder, 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(folder.toString());
      assertThat(server.port()).isPositive();
    }
  }
}
