package iot.smarthome.building;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.ne;

import iot.smarthome.building.intake.control.ImportPlaces;
import iot.smarthome.building.structure.control.CheckGroup;
import iot.smarthome.building.structure.control.FindPlaces;
import iot.smarthome.building.structure.control.MovePlace;
import iot.smarthome.building.structure.entity.Description;
import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.gateway.Places;
import iot.smarthome.building.structure.gateway.mongodb.MongoMoves;
import iot.smarthome.rest.TimeOrderedId;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.scope.AccessScope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;

/**
 * A building of 10,000 rooms on ten floors: its import, a move of a floor, and reads of a subtree
 * beside what the bare driver needs for the same documents in the same run. The store is the
 * embedded one.
 */
public final class Benchmark {

  private static final int ROOMS = 10_000;
  private static final int ROUNDS = 30;
  private static final int PAGE_ROUNDS = 500;
  private static final int PAGE = 200;

  private Benchmark() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("building-service-benchmark");
    try (StoredPlaces store = StoredPlaces.in(folder)) {
      Places places = store.places();
      FindPlaces find = new FindPlaces(places);
      MovePlace move = new MovePlace(places, new MongoMoves(store.database()), find);
      ImportPlaces imports =
          new ImportPlaces(places, find, move, new CheckGroup(id -> true), 20_000);
      byte[] file = file();
      print("import of 10,000 rooms", once(() -> imports.run(file, null, false, false)), 0);
      print("the same file again", once(() -> imports.run(file, null, false, false)), 0);
      Place building = places.buildingsWithCode(List.of("BIG")).get(0);
      for (int pass = 0; pass < 2; pass++) { // the first warms up
        long bare = median(ROUNDS, () -> bare(store, building));
        print("driver: whole subtree", bare, 0);
        print("whole subtree as places", median(ROUNDS, () -> places.whole(building)), bare);
        print("subtree page by page", median(ROUNDS, () -> paged(find, building)), bare);
        List<String> ids = places.idsWithin(building).stream().sorted().toList();
        Random random = new Random(1);
        long barePage = median(PAGE_ROUNDS, () -> barePage(store, building, any(ids, random)));
        print("driver: page of 200", barePage, 0);
        print(
            "page of 200 as places",
            median(PAGE_ROUNDS, () -> places.subtree(building, any(ids, random), PAGE)),
            barePage);
      }
      Place to =
          Place.building(
              TimeOrderedId.next(),
              new Description("TO", "To", null, null, null, null),
              Instant.now());
      places.insert(to);
      Place floor = places.children(building.id(), null, 1).get(0);
      System.out.println("a floor with " + places.countWithin(floor) + " places");
      print("its move", once(() -> move.move(floor.id(), version -> {}, to.id())), 0);
    }
  }

  private static byte[] file() {
    return IntStream.range(0, ROOMS)
        .mapToObj(i -> "BIG,%d,A%d,R%d,Room %d,office".formatted(i % 10, i / 10 % 10, i, i))
        .collect(
            Collectors.joining("\n", "building,floor,area,room,name,usage\nBIG,,,,Big\n", "\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String any(List<String> ids, Random random) {
    return ids.get(random.nextInt(ids.size() - PAGE));
  }

  private static void bare(StoredPlaces store, Place building) {
    List<Document> all =
        store
            .database()
            .getCollection("places")
            .find(and(eq("buildingId", building.id()), ne("_id", building.id())))
            .batchSize(1000)
            .into(new ArrayList<>());
    expect(all.size(), ROOMS + 110);
  }

  private static void barePage(StoredPlaces store, Place building, String after) {
    List<Document> page =
        store
            .database()
            .getCollection("places")
            .find(and(eq("buildingId", building.id()), ne("_id", building.id()), gt("_id", after)))
            .sort(new Document("_id", 1))
            .limit(PAGE)
            .into(new ArrayList<>());
    expect(page.size(), PAGE);
  }

  private static void paged(FindPlaces find, Place building) {
    int count = 0;
    String cursor = null;
    do {
      Page<Place> page = find.subtree(building.id(), AccessScope.EVERYTHING, PAGE, cursor);
      count += page.items().size();
      cursor = page.nextCursor();
    } while (cursor != null);
    expect(count, ROOMS + 110);
  }

  private static void expect(int actual, int expected) {
    if (actual != expected) {
      throw new IllegalStateException("Read " + actual + " places, not " + expected);
    }
  }

  private static long once(Runnable operation) {
    return median(1, operation);
  }

  private static long median(int rounds, Runnable operation) {
    long[] nanos = new long[rounds];
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      operation.run();
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos[rounds / 2];
  }

  private static void print(String what, long nanos, long reference) {
    System.out.printf(
        "%-28s %9.3f ms%s%n",
        what,
        nanos / 1e6,
        reference == 0 ? "" : "  %.2f x driver".formatted((double) nanos / reference));
  }
}
