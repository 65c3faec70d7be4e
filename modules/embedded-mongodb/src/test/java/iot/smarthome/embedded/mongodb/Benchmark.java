package iot.smarthome.embedded.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bson.Document;

/** 100,000 device documents; each figure beside the server's bare round trip in the same run. */
public final class Benchmark {

  private static final int DEVICES = 100_000;
  private static final int ROUNDS = 2_000;

  private Benchmark() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("embedded-mongodb-benchmark");
    try (EmbeddedMongoDb server = EmbeddedMongoDb.start(folder, 0);
        MongoClient client = MongoClients.create(server.connectionString())) {
      MongoDatabase database = client.getDatabase("benchmark");
      MongoCollection<Document> devices = database.getCollection("devices");
      devices.createIndex(Indexes.ascending("location.areaId", "_id"));
      long start = System.nanoTime();
      List<Document> batch = new ArrayList<>();
      for (int i = 0; i < DEVICES; i++) {
        batch.add(device(i));
        if (batch.size() == 1000) {
          devices.insertMany(batch);
          batch.clear();
        }
      }
      print("insert of 1,000", (System.nanoTime() - start) / (DEVICES / 1000), 0);
      Random random = new Random(1);
      for (int pass = 0; pass < 2; pass++) { // the first warms up
        long ping = median(() -> database.runCommand(new Document("ping", 1)));
        print("round trip (ping)", ping, ping);
        print(
            "read by _id",
            median(() -> devices.find(eq("_id", id(random.nextInt(DEVICES)))).first()),
            ping);
        print(
            "page of 50 by index",
            median(
                () ->
                    devices
                        .find(
                            and(
                                eq("location.areaId", "area-" + random.nextInt(100)),
                                gt("_id", id(random.nextInt(DEVICES / 2)))))
                        .sort(Sorts.ascending("_id"))
                        .limit(50)
                        .into(new ArrayList<>())),
            ping);
        print(
            "conditional replace",
            median(
                () -> {
                  int i = random.nextInt(DEVICES);
                  devices.replaceOne(and(eq("_id", id(i)), eq("version", 1)), device(i));
                }),
            ping);
      }
    }
    long start = System.nanoTime();
    try (EmbeddedMongoDb server = EmbeddedMongoDb.start(folder, 0);
        MongoClient client = MongoClients.create(server.connectionString())) {
      client.getDatabase("benchmark").getCollection("devices").find(eq("_id", id(7))).first();
      print("reopen until the first read", System.nanoTime() - start, 0);
    }
  }

  private static String id(int i) {
    return "device-%06d".formatted(i);
  }

  private static Document device(int i) {
    return new Document("_id", id(i))
        .append("name", "Device " + i)
        .append("category", "wsdcg")
        .append("serial", "S" + i)
        .append("lifeCycle", "ACTIVATED")
        .append("location", new Document("buildingId", "b1").append("areaId", "area-" + i % 100))
        .append("version", 1);
  }

  private static long median(Runnable operation) {
    long[] nanos = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      operation.run();
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos[ROUNDS / 2];
  }

  private static void print(String what, long nanos, long reference) {
    System.out.printf(
        "%-28s %9.3f ms%s%n",
        what,
        nanos / 1e6,
        reference == 0 ? "" : "  %.1f x ping".formatted((double) nanos / reference));
  }
}
