package iot.smarthome.building;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;

import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import com.mongodb.client.model.changestream.FullDocument;
import iot.smarthome.building.floorplan.control.DrawPlan;
import iot.smarthome.building.floorplan.control.ReadPlan;
import iot.smarthome.building.floorplan.gateway.mongodb.MongoFloorPlans;
import iot.smarthome.building.intake.control.ImportPlaces;
import iot.smarthome.building.intake.control.ImportReport;
import iot.smarthome.building.intake.entity.Outcome;
import iot.smarthome.building.occupancy.control.CountDevices;
import iot.smarthome.building.occupancy.entity.DevicePlace;
import iot.smarthome.building.occupancy.gateway.mongodb.MongoDevicePlaces;
import iot.smarthome.building.structure.control.ChangeStructure;
import iot.smarthome.building.structure.control.CheckGroup;
import iot.smarthome.building.structure.control.FindPlaces;
import iot.smarthome.building.structure.control.MovePlace;
import iot.smarthome.building.structure.control.PlaceRemoved;
import iot.smarthome.building.structure.control.StructureProblems;
import iot.smarthome.building.structure.entity.Description;
import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.entity.PlaceKind;
import iot.smarthome.building.structure.gateway.Moves;
import iot.smarthome.building.structure.gateway.Places;
import iot.smarthome.building.structure.gateway.mongodb.MongoMoves;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.scope.AccessScope;
import jakarta.enterprise.event.Event;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that depends on what the store really does. */
class StructureIT {

  private static final LongConsumer ANY_VERSION = version -> {};

  private StoredPlaces store;
  private Places places;
  private Moves moves;
  private MongoDevicePlaces devicePlaces;

  @BeforeEach
  void start(@TempDir Path folder) {
    store = StoredPlaces.in(folder);
    places = store.places();
    moves = new MongoMoves(store.database());
    devicePlaces = new MongoDevicePlaces(store.database());
  }

  @AfterEach
  void stop() {
    store.close();
  }

  private FindPlaces find() {
    return new FindPlaces(places);
  }

  private MovePlace move() {
    return new MovePlace(places, moves, find());
  }

  @SuppressWarnings("unchecked") // a mock of a generic type
  private ChangeStructure change() {
    return new ChangeStructure(
        places,
        find(),
        move(),
        new CheckGroup(id -> true),
        new CountDevices(devicePlaces),
        (Event<PlaceRemoved>) mock(Event.class));
  }

  private ImportPlaces imports() {
    return new ImportPlaces(places, find(), move(), new CheckGroup(id -> true), 20_000);
  }

  private static Description called(String code) {
    return new Description(code, "Name of " + code, null, null, null, null);
  }

  private Place add(Place parent, String code) {
    return change().add(parent.kind(), parent.id(), called(code));
  }

  private static byte[] csv(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A file of a building with so many rooms on ten floors, in ten areas each. */
  private static byte[] rooms(String building, int count) {
    return csv(
        IntStream.range(0, count)
            .mapToObj(
                i -> "%s,%d,A%d,R%d,Room %d,office".formatted(building, i % 10, i / 10 % 10, i, i))
            .collect(
                Collectors.joining(
                    "\n", "building,floor,area,room,name,usage\n" + building + ",,,,Big\n", "\n")));
  }

  private Place building(String code) {
    return places.buildingsWithCode(List.of(code)).get(0);
  }

  private Place child(Place parent, String code) {
    return places.children(parent.id(), null, 100).stream()
        .filter(place -> place.description().code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private void assertConsistent() {
    Map<String, Place> all = new HashMap<>();
    for (Place building : places.children(null, null, 100)) {
      all.put(building.id(), building);
      places.whole(building).forEach(place -> all.put(place.id(), place));
    }
    long stored =
        store.database().getCollection("places").countDocuments(Filters.exists("createdAt"));
    assertThat(all).hasSize((int) stored);
    for (Place place : all.values()) {
      if (place.parentId() != null) {
        assertThat(place.liesDirectlyIn(all.get(place.parentId())))
            .as("%s %s", place.kind(), place.id())
            .isTrue();
      }
    }
  }

  @Test
  void whatLiesInAPlaceFollowsItAndEachChangeIsSeen() {
    Place from = change().addBuilding(called("FROM"));
    Place to = change().addBuilding(called("TO"));
    Place floor = add(from, "1");
    Place area = add(floor, "A");
    Place room = add(area, "101");
    Place other = add(add(from, "2"), "A");
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> changes =
        store
            .database()
            .getCollection("places")
            .watch()
            .fullDocument(FullDocument.UPDATE_LOOKUP)
            .cursor()) {
      Place moved = move().move(floor.id(), ANY_VERSION, to.id());
      assertThat(moved.buildingId()).isEqualTo(to.id());
      List<String> seen = new ArrayList<>();
      while (seen.size() < 3) {
        Document changed = changes.next().getFullDocument();
        assertThat(changed.getString("buildingId")).isEqualTo(to.id());
        assertThat(((Number) changed.get("version")).longValue()).isEqualTo(2);
        seen.add(changed.getString("_id"));
      }
      assertThat(seen).containsExactlyInAnyOrder(floor.id(), area.id(), room.id());
    }
    assertThat(places.find(other.id()).orElseThrow().version()).isEqualTo(1);
    assertThat(find().subtree(to.id(), AccessScope.EVERYTHING, 10, null).items())
        .extracting(Place::id)
        .containsExactly(floor.id(), area.id(), room.id());
    assertThat(moves.begunBefore(Instant.now().plusSeconds(1), 10)).isEmpty();
    assertConsistent();
  }

  @Test
  void anInterruptedMoveIsBroughtToItsEnd() {
    imports().run(rooms("BIG", 1500), null, false, false);
    Place to = change().addBuilding(called("TO"));
    Place floor = child(building("BIG"), "3");
    Places failing = spy(places);
    int[] calls = new int[1];
    doAnswer(
            call -> {
              if (++calls[0] == 1) {
                // half way: some have followed, and then the store is away
                places.follow(call.getArgument(0), call.getArgument(1), 70);
              }
              throw new MongoTimeoutException("away");
            })
        .when(failing)
        .follow(any(), any(), anyInt());
    MovePlace interrupted = new MovePlace(failing, moves, new FindPlaces(failing));
    assertThatThrownBy(() -> interrupted.move(floor.id(), ANY_VERSION, to.id()))
        .isInstanceOf(MongoTimeoutException.class);
    assertThat(places.countWithin(to)).isEqualTo(71);

    assertThat(move().resume()).isZero(); // it may still be under way
    store
        .database()
        .getCollection("moves")
        .updateMany(
            Filters.empty(), Updates.set("begunAt", Date.from(Instant.now().minusSeconds(300))));
    assertThat(move().resume()).isEqualTo(1);
    assertThat(places.countWithin(to)).isEqualTo(161);
    assertThat(places.whole(to)).extracting(Place::version).containsOnly(2L);
    assertConsistent();
    assertThat(move().resume()).isZero();
  }

  @Test
  void movesAndAdditionsAtTheSameTimeEndInOneTree() throws Exception {
    imports().run(rooms("BIG", 600), null, false, false);
    List<Place> buildings = List.of(building("BIG"), change().addBuilding(called("TO")));
    Place floorA = child(buildings.get(0), "1");
    Place floorB = child(buildings.get(0), "2");
    Place area = add(floorA, "MOVING");
    IntStream.range(0, 40).forEach(i -> add(area, "R" + i));
    List<Callable<Object>> tasks = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      int n = i;
      tasks.add(() -> move().move(floorA.id(), ANY_VERSION, buildings.get(n % 2).id()));
      tasks.add(() -> move().move(floorB.id(), ANY_VERSION, buildings.get((n + 1) % 2).id()));
      tasks.add(() -> move().move(area.id(), ANY_VERSION, (n % 2 == 0 ? floorB : floorA).id()));
      tasks.add(() -> add(area, "NEW" + n));
    }
    together(tasks, 412);
    // whoever was refused by another's version has changed nothing; all others are done
    assertConsistent();
    assertThat(places.children(area.id(), null, 200)).hasSize(40 + 12);
    assertThat(moves.begunBefore(Instant.now().plusSeconds(1), 10)).isEmpty();
  }

  /** Runs all at the same time; each succeeds or is refused with the status. */
  private static int together(List<Callable<Object>> tasks, int refusal) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(12);
    CountDownLatch start = new CountDownLatch(1);
    int succeeded = 0;
    try {
      List<Future<Object>> futures = new ArrayList<>();
      for (Callable<Object> task : tasks) {
        futures.add(
            pool.submit(
                () -> {
                  start.await();
                  return task.call();
                }));
      }
      start.countDown();
      for (Future<Object> future : futures) {
        try {
          future.get();
          succeeded++;
        } catch (ExecutionException e) {
          assertThat(e.getCause())
              .isInstanceOfSatisfying(
                  ProblemException.class, p -> assertThat(p.problem().status()).isEqualTo(refusal));
        }
      }
    } finally {
      pool.shutdownNow();
    }
    return succeeded;
  }

  @Test
  void ofManyWhoAddTheSameCodeOneSucceeds() throws Exception {
    Place building = change().addBuilding(called("B"));
    List<Callable<Object>> tasks = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      tasks.add(() -> add(building, "1"));
    }
    assertThat(together(tasks, 409)).isEqualTo(1);
    assertThat(places.countWithin(building)).isEqualTo(1);
  }

  @Test
  void ofManyWhoChangeTheSameVersionOneSucceeds() throws Exception {
    Place building = change().addBuilding(called("B"));
    List<Callable<Object>> tasks = new ArrayList<>();
    LongConsumer first =
        version -> {
          if (version != 1) {
            throw StructureProblems.changedMeanwhile();
          }
        };
    for (int i = 0; i < 24; i++) {
      int n = i;
      tasks.add(
          () ->
              change()
                  .describe(
                      PlaceKind.BUILDING,
                      building.id(),
                      first,
                      old -> new Description("B", "Name " + n, null, null, null, null)));
    }
    assertThat(together(tasks, 412)).isEqualTo(1);
    assertThat(places.find(building.id()).orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void aFloorWithTheSameCodeKeepsAnotherFromMovingIn() {
    Place from = change().addBuilding(called("FROM"));
    Place to = change().addBuilding(called("TO"));
    Place floor = add(from, "1");
    add(to, "1");
    assertThatThrownBy(() -> move().move(floor.id(), ANY_VERSION, to.id()))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(409));
    assertThat(places.find(floor.id()).orElseThrow().version()).isEqualTo(1);
    assertThat(moves.begunBefore(Instant.now().plusSeconds(1), 10)).isEmpty();
  }

  @Test
  void devicesKeepAPlaceFromBeingRemovedUntilTheyAreGone() {
    Place building = change().addBuilding(called("B"));
    Place area = add(add(building, "1"), "A");
    Place room = add(area, "101");
    Instant now = Instant.now();
    devicePlaces.store(new DevicePlace("d1", room.id(), 2), now);
    devicePlaces.store(new DevicePlace("d1", "elsewhere", 1), now); // late
    devicePlaces.store(new DevicePlace("d2", room.id(), 1), now);
    devicePlaces.store(new DevicePlace("d2", room.id(), 1), now); // repeated
    assertThatThrownBy(() -> change().remove(PlaceKind.ROOM, room.id(), ANY_VERSION))
        .hasMessageContaining("2 devices");
    assertThatThrownBy(() -> change().remove(PlaceKind.BUILDING, building.id(), ANY_VERSION))
        .hasMessageContaining("3 places with 2 devices");
    devicePlaces.store(new DevicePlace("d1", "elsewhere", 3), now);
    devicePlaces.store(DevicePlace.gone("d2", 0), now);
    devicePlaces.store(new DevicePlace("d2", room.id(), 1), now); // after its end
    change().remove(PlaceKind.ROOM, room.id(), ANY_VERSION);
    assertThat(places.find(room.id())).isEmpty();
    change().remove(PlaceKind.AREA, area.id(), ANY_VERSION);
  }

  @Test
  void tenThousandRoomsComeByOneFileAndAgainWithoutAChange() {
    byte[] file = rooms("BIG", 10_000);
    ImportReport report = imports().run(file, null, false, false);
    assertThat(report.count(Outcome.CREATED)).isEqualTo(10_001);
    assertThat(report.implied()).hasSize(110);
    Place building = building("BIG");
    assertThat(places.countWithin(building)).isEqualTo(10_110);
    assertConsistent();
    ImportReport again = imports().run(file, null, false, false);
    assertThat(again.count(Outcome.UNCHANGED)).isEqualTo(10_001);
    assertThat(again.implied()).isEmpty();

    List<String> paged = new ArrayList<>();
    String cursor = null;
    do {
      Page<Place> page = find().subtree(building.id(), AccessScope.EVERYTHING, 200, cursor);
      page.items().forEach(place -> paged.add(place.id()));
      cursor = page.nextCursor();
    } while (cursor != null);
    assertThat(paged).hasSize(10_110).doesNotHaveDuplicates();
  }

  @Test
  void aBrokenRowStoresNothingOrIsSkipped() {
    byte[] file = csv("building,floor,latitude,longitude\nB,,,\nB,1,100,0\nB,2,1,1\n");
    assertThatThrownBy(() -> imports().run(file, null, false, false))
        .hasMessageContaining("nothing was stored");
    assertThat(places.buildingsWithCode(List.of("B"))).isEmpty();
    assertThat(imports().run(file, null, true, false).count(Outcome.REFUSED)).isEqualTo(1);
    assertThat(places.children(building("B").id(), null, 10)).hasSize(1);
  }

  @Test
  void anInterruptedFileIsCompletedWhenItIsSentAgain() {
    Places failing = spy(places);
    doThrow(new MongoTimeoutException("away")).when(failing).replaceAll(any());
    byte[] file = rooms("BIG", 300);
    ImportPlaces interrupted =
        new ImportPlaces(
            failing, new FindPlaces(failing), move(), new CheckGroup(id -> true), 20_000);
    assertThatThrownBy(() -> interrupted.run(file, null, false, false))
        .isInstanceOf(MongoTimeoutException.class);
    store
        .database()
        .getCollection("places")
        .deleteMany(Filters.and(Filters.eq("kind", "ROOM"), Filters.gt("code", "R2")));
    ImportReport report = imports().run(file, null, false, false);
    assertThat(report.count(Outcome.CREATED)).isPositive();
    assertThat(places.countWithin(building("BIG"))).isEqualTo(300 + 10 + 100);
    assertConsistent();
  }

  @Test
  void manyFilesOfTheSamePlacesAtOnceMakeEachPlaceOnce() throws Exception {
    List<Callable<Object>> tasks = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      tasks.add(() -> imports().run(rooms("BIG", 200), null, false, false));
    }
    assertThat(together(tasks, 409)).isPositive();
    imports().run(rooms("BIG", 200), null, false, false);
    assertThat(places.children(null, null, 10)).hasSize(1);
    assertThat(places.countWithin(building("BIG"))).isEqualTo(200 + 10 + 100);
    assertConsistent();
  }

  @Test
  void aPlanIsKeptWithItsFloorAndOneOfTwoWhoReplaceItSucceeds() throws Exception {
    Place floor = add(change().addBuilding(called("B")), "1");
    MongoFloorPlans plans = new MongoFloorPlans(store.database());
    DrawPlan draw = new DrawPlan(plans, places, find());
    ReadPlan read = new ReadPlan(plans, places, find());
    add(add(floor, "A"), "R1");
    byte[] svg =
        csv("<svg xmlns='http://www.w3.org/2000/svg'><rect id='R1' width='2' height='1'/></svg>");
    assertThat(draw.draw(floor.id(), version -> {}, svg).drawn()).hasSize(1);
    List<Callable<Object>> tasks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      tasks.add(
          () ->
              draw.draw(
                  floor.id(),
                  version -> {
                    if (version != 1) {
                      throw StructureProblems.changedMeanwhile();
                    }
                  },
                  svg));
    }
    assertThat(together(tasks, 412)).isEqualTo(1);
    assertThat(read.of(floor.id()).version()).isEqualTo(2);
    assertThat(read.regions(floor.id()).drawn().get(0).region().box().width()).isEqualTo(2);
    assertThat(store.database().getCollection("floor_plans").countDocuments()).isEqualTo(1);
    Place stored = places.find(floor.id()).orElseThrow();
    assertThat(stored.planVersion()).isEqualTo(2);
    draw.remove(floor.id(), version -> {});
    assertThat(store.database().getCollection("floor_plans").countDocuments()).isZero();
  }
}
