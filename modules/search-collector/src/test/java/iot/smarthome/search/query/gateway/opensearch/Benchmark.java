package iot.smarthome.search.query.gateway.opensearch;

import iot.smarthome.embedded.opensearch.EmbeddedOpenSearch;
import iot.smarthome.search.SearchNode;
import iot.smarthome.search.Things;
import iot.smarthome.search.indexing.entity.Position;
import iot.smarthome.search.indexing.entity.Thing;
import iot.smarthome.search.indexing.gateway.ThingIndex;
import iot.smarthome.search.indexing.gateway.opensearch.IndexDefinition;
import iot.smarthome.search.indexing.gateway.opensearch.ThingDocument;
import iot.smarthome.search.query.control.QuestionReader;
import iot.smarthome.search.query.control.SearchThings;
import iot.smarthome.search.query.entity.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch.core.BulkRequest;
import org.opensearch.client.opensearch.core.SearchRequest;

/**
 * 100,000 devices in 20,000 rooms, 32 clients; each figure beside the same request sent by the bare
 * client in the same run.
 */
public final class Benchmark {

  private static final int BUILDINGS = 20;
  private static final int ROOMS = 20_000;
  private static final int DEVICES = 100_000;
  private static final int BATCH = 1000;
  private static final int CLIENTS = 32;
  private static final int ROUNDS = 3200;
  private static final String[] NAMES = {
    "Smoke alarm", "Đèn phòng ngủ", "Thermostat", "会議室のエアコン", "Water leak sensor",
    "Báo khói nhà bếp", "Ceiling light", "Door contact", "カメラ", "Air conditioner"
  };
  private static final String[] ASKED = {
    "smoke alarm",
    "den phong ngu",
    "termostat",
    "会議",
    "water leak",
    "bao khoi",
    "ceilling",
    "door",
    "room 123",
    "building 7 camera"
  };
  private static final String[] TYPED = {
    "s", "sm", "the", "den p", "会", "wat", "b", "ceil", "do", "ai"
  };

  private final SearchNode node;
  private final OpenSearchClient client;
  private final SearchThings everything;
  private final SearchThings scoped;
  private final Scope tenBuildings;

  private Benchmark(SearchNode node) {
    this.node = node;
    this.client = node.client();
    Set<String> some = new HashSet<>();
    for (int i = 0; i < BUILDINGS / 2; i++) {
      some.add("b" + i);
    }
    this.tenBuildings = Scope.of(new Scope.Part(false, some, some));
    this.everything = new SearchThings(node.finder(), () -> Scope.EVERYTHING);
    this.scoped = new SearchThings(node.finder(), () -> tenBuildings);
  }

  /** The load of the machine decides on the figures; the ratios are what counts. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("search-benchmark");
    try (EmbeddedOpenSearch server = EmbeddedOpenSearch.start(folder, 0)) {
      Benchmark benchmark = new Benchmark(new SearchNode(server.url()));
      benchmark.load();
      benchmark.ask();
    }
  }

  private static List<Thing> places() {
    List<Thing> places = new ArrayList<>();
    for (int b = 0; b < BUILDINGS; b++) {
      Position position = new Position(10 + b * 0.01, 106 + b * 0.01);
      places.add(Things.place("b" + b, "Building " + b, 1, position, null));
      for (int f = 0; f < 10; f++) {
        String floor = "b" + b + "/b" + b + "f" + f;
        places.add(Things.place(floor, "Floor " + f, 1));
        places.add(Things.place(floor + "/b" + b + "f" + f + "a", "Area " + f, 1));
      }
    }
    for (int r = 0; r < ROOMS; r++) {
      places.add(Things.place(area(r) + "/r" + r, "Room " + r, 1));
    }
    return places;
  }

  private static String area(int room) {
    String building = "b" + room % BUILDINGS;
    String floor = building + "f" + room / BUILDINGS % 10;
    return building + "/" + floor + "/" + floor + "a";
  }

  private static Thing device(int d) {
    int room = d % ROOMS;
    return Things.device(
        "d" + d, area(room) + "/r" + room, NAMES[d % NAMES.length] + " " + d / ROOMS, 1);
  }

  private void load() throws Exception {
    node.index().prepare();
    List<Thing> places = places();
    long start = System.nanoTime();
    for (int from = 0; from < places.size(); from += BATCH) {
      List<Thing> some = places.subList(from, Math.min(places.size(), from + BATCH));
      node.followPlaces()
          .follow(ThingIndex.LIVE, node.indexChanges().apply(ThingIndex.LIVE, some).places());
    }
    rate("places written, followed", places.size(), start, 0);
    double raw = 0;
    for (int pass = 0; pass < 2; pass++) { // the first warms up
      raw = bulk("raw-" + pass);
    }
    start = System.nanoTime();
    for (int from = 0; from < DEVICES; from += BATCH) {
      List<Thing> devices = new ArrayList<>();
      for (int d = from; d < from + BATCH; d++) {
        devices.add(device(d));
      }
      node.indexChanges().apply(ThingIndex.LIVE, devices);
    }
    rate("devices written", DEVICES, start, raw);
    node.index().refresh(ThingIndex.LIVE);
    client.indices().delete(raws -> raws.index("raw-*"));
  }

  /** The same documents by the bare client, resolved beforehand, without versions. */
  private double bulk(String index) throws IOException {
    IndexDefinition.create(client, index, index + "-alias", 1);
    long start = System.nanoTime();
    for (int from = 0; from < DEVICES; from += BATCH) {
      BulkRequest.Builder bulk = new BulkRequest.Builder().index(index);
      for (int d = from; d < from + BATCH; d++) {
        Map<String, Object> document = document(d);
        bulk.operations(
            operation ->
                operation.index(write -> write.id((String) document.get("id")).document(document)));
      }
      client.bulk(bulk.build());
    }
    return rate("bare bulk, " + index, DEVICES, start, 0);
  }

  private static Map<String, Object> document(int d) {
    Thing device = device(d);
    return Map.ofEntries(
        Map.entry("id", device.id()),
        Map.entry("live", true),
        Map.entry("kind", "DEVICE"),
        Map.entry("version", 1),
        Map.entry("updatedAt", device.updatedAt().toString()),
        Map.entry("name", device.name()),
        Map.entry("serial", device.serial()),
        Map.entry("category", device.category()),
        Map.entry("lifeCycle", device.lifeCycle()),
        Map.entry("connectivity", device.connectivity()),
        Map.entry("parentId", device.parentId()),
        Map.entry("declared", device.declared()),
        Map.entry("within", device.declared()),
        Map.entry("building", device.declared().get(3)),
        Map.entry("geo", Map.of("lat", 10 + d % BUILDINGS * 0.01, "lon", 106.0)),
        Map.entry("path", "Building " + d % BUILDINGS + " › Floor 1 › Area 1 › Room " + d % ROOMS),
        Map.entry(
            "marks", device.declared().stream().map(id -> id + "@0123456789abcdef").toList()));
  }

  private static double rate(String what, int count, long start, double reference) {
    double perSecond = count / ((System.nanoTime() - start) / 1e9);
    System.out.printf(
        "%-28s %9.0f /s%s%n",
        what, perSecond, reference == 0 ? "" : "  %.2f x bare".formatted(perSecond / reference));
    return perSecond;
  }

  /** One request of a kind, by a random number. */
  private interface Request {
    void send(int number) throws IOException;
  }

  private void ask() throws Exception {
    for (int pass = 0; pass < 2; pass++) { // the first warms up
      System.out.println(pass == 0 ? "-- warm-up" : "-- measured");
      compare(
          "text",
          n -> everything.find(QuestionReader.read(SearchNode.asked(text(n)))),
          n -> bare(node.finder().search(question(text(n)), Scope.EVERYTHING, "c")));
      compare(
          "text, in ten buildings",
          n -> scoped.find(QuestionReader.read(SearchNode.asked(text(n)))),
          n -> bare(node.finder().search(question(text(n)), tenBuildings, "c")));
      compare(
          "text with facets",
          n -> everything.find(question(text(n), "facets=kind,category,building")),
          n ->
              bare(
                  node.finder()
                      .search(
                          question(text(n), "facets=kind,category,building"),
                          Scope.EVERYTHING,
                          "c")));
      compare(
          "near, within 2 km",
          n -> everything.find(question(near(n), "within=2km")),
          n -> bare(node.finder().search(question(near(n), "within=2km"), Scope.EVERYTHING, "c")));
      compare(
          "suggestions",
          n -> everything.suggest(QuestionReader.readWords(TYPED[n % TYPED.length]), 8),
          n ->
              bare(
                  node.finder()
                      .suggestions(
                          QuestionReader.readWords(TYPED[n % TYPED.length]), Scope.EVERYTHING, 8)));
    }
  }

  private static String text(int n) {
    return "q=" + ASKED[n % ASKED.length];
  }

  private static String near(int n) {
    return "near=" + (10 + n % 200 * 0.001) + "," + (106 + n % 200 * 0.001);
  }

  private static iot.smarthome.search.query.entity.Question question(String... parameters) {
    return QuestionReader.read(SearchNode.asked(parameters));
  }

  private void bare(SearchRequest request) throws IOException {
    client.search(request, ThingDocument.class);
  }

  private static void compare(String what, Request ours, Request bare) throws Exception {
    double[] reference = measure(bare);
    double[] mine = measure(ours);
    System.out.printf(
        "%-24s p50 %7.1f ms  p99 %7.1f ms  %6.0f /s | bare p50 %7.1f ms  p99 %7.1f ms | %.2f x%n",
        what, mine[0], mine[1], mine[2], reference[0], reference[1], mine[0] / reference[0]);
  }

  /**
   * @return p50 and p99 in milliseconds, and requests per second
   */
  private static double[] measure(Request request) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    long[] nanos = new long[ROUNDS];
    AtomicInteger next = new AtomicInteger();
    Random random = new Random(1);
    int[] numbers = random.ints(ROUNDS, 0, 1000).toArray();
    List<Future<?>> running = new ArrayList<>();
    long begun = System.nanoTime();
    try {
      for (int c = 0; c < CLIENTS; c++) {
        running.add(
            clients.submit(
                () -> {
                  for (int i = next.getAndIncrement(); i < ROUNDS; i = next.getAndIncrement()) {
                    long start = System.nanoTime();
                    request.send(numbers[i]);
                    nanos[i] = System.nanoTime() - start;
                  }
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      clients.shutdownNow();
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    Arrays.sort(nanos);
    return new double[] {nanos[ROUNDS / 2] / 1e6, nanos[ROUNDS * 99 / 100] / 1e6, ROUNDS / seconds};
  }
}
