package iot.smarthome.device.registration.gateway.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import iot.smarthome.device.registration.control.FindDevices;
import iot.smarthome.device.registration.entity.Device;
import iot.smarthome.device.registration.entity.Location;
import iot.smarthome.device.registration.gateway.DeviceFilter;
import iot.smarthome.embedded.mongodb.EmbeddedMongoDb;
import iot.smarthome.mongodb.MappedDocuments;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.scope.AccessScope;
import iot.smarthome.scope.AccessScope.LeftOut;
import jakarta.nosql.Template;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lists of 6,000 devices: 5 buildings with 3 floors of 4 areas of 10 rooms, ten devices in each
 * room, registered in turn, so that what is in a scope lies scattered over the whole collection.
 */
class ScopedListIT {

  private static final int DEVICES = 6000;
  private static final int PAGE = 40;
  private static final DeviceFilter ALL = new DeviceFilter(null, null, null, null, null);

  // 100 in the area, 10 in the room, 300 on the floor, 200 in the areas, and 2 by themselves
  private static final AccessScope SCOPE =
      AccessScope.of(
          Set.of("b1f1a1", "b2f2a3r4", "b3f0", "b4f1a0", "b4f2a0"), Set.of("d00000", "d00007"));

  private static final AccessScope OTHER =
      AccessScope.of(Set.of("b1f1a2", "b0f0a1r1"), Set.of("d05999"));

  private static EmbeddedMongoDb server;
  private static MongoClient client;
  private static MongoDevices store;
  private static FindDevices findDevices;

  @BeforeAll
  static void register(@TempDir Path folder) {
    server = EmbeddedMongoDb.start(folder, 0);
    client = MongoClients.create(server.connectionString());
    MongoDatabase database = client.getDatabase("device-service");
    var devices = database.getCollection(MongoDevices.COLLECTION);
    devices.createIndexes(List.of(DeviceCollection.models()));
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < DEVICES; i++) {
      Location location = location(i);
      documents.add(
          new Document("_id", id(i))
              .append("serial", "SN" + i)
              .append("bindCode", "BC" + i)
              .append("category", category(i))
              .append("lifeCycle", "SHADOW")
              .append(
                  "location",
                  new Document("buildingId", location.buildingId())
                      .append("floorId", location.floorId())
                      .append("areaId", location.areaId())
                      .append("roomId", location.roomId())));
    }
    devices.insertMany(documents);
    MappedDocuments mapping = mock(MappedDocuments.class);
    when(mapping.toEntity(eq(Device.class), any(), any()))
        .thenAnswer(call -> device(call.getArgument(2, Document.class)));
    store = new MongoDevices(mock(Template.class), database, mapping);
    findDevices = new FindDevices(store);
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @Test
  void showsExactlyWhatIsInScopePageByPage() {
    List<String> expected = expected(SCOPE, i -> true);
    assertThat(expected).hasSizeGreaterThan(500);

    assertThat(allPages(ALL, SCOPE)).isEqualTo(expected);
  }

  @Test
  void showsEverythingToWhomIsNotRestricted() {
    assertThat(allPages(ALL, AccessScope.EVERYTHING)).hasSize(DEVICES).isSorted();
  }

  @Test
  void readsNoMoreThanThePageAndOneDeviceOfEachPlace() {
    int ranges = 4 * SCOPE.places().size() + SCOPE.ids().size();
    String cursor = null;
    do {
      long before = server.documentsRead();
      Page<Device> page = findDevices.page(ALL, SCOPE, PAGE, cursor);
      // a device that lies in several places of the scope would be read for each
      assertThat(server.documentsRead() - before).isLessThanOrEqualTo(PAGE + 1 + ranges);
      cursor = page.nextCursor();
    } while (cursor != null);
  }

  @Test
  void leavesOutWhatAPolicyKeepsFromTheCaller() {
    AccessScope without =
        SCOPE.without(
            new LeftOut("sgbj", Set.of("b3f0", "d00007")),
            new LeftOut(null, Set.of("b1f1a1r2", "d00000")));

    assertThat(allPages(ALL, without))
        .isEqualTo(
            expected(
                SCOPE,
                i ->
                    i != 0
                        && !"b1f1a1r2".equals(location(i).roomId())
                        && !(category(i).equals("sgbj")
                            && (i == 7 || location(i).floorId().equals("b3f0")))))
        .hasSizeLessThan(allPages(ALL, SCOPE).size());
    assertThat(allPages(ALL, AccessScope.EVERYTHING.without(new LeftOut("sgbj", Set.of()))))
        .hasSize((int) IntStream.range(0, DEVICES).filter(i -> i % 7 != 0).count());
    assertThat(allPages(ALL, SCOPE.without(new LeftOut(null, Set.of())))).isEmpty();
  }

  @Test
  void filtersWithinTheScope() {
    DeviceFilter building = new DeviceFilter("b1", null, null, null, null);
    assertThat(allPages(building, SCOPE))
        .isEqualTo(expected(SCOPE, i -> location(i).buildingId().equals("b1")))
        .hasSizeGreaterThan(PAGE);

    assertThat(allPages(new DeviceFilter(null, "b1f1a2", null, null, null), SCOPE)).isEmpty();
    assertThat(allPages(new DeviceFilter(null, "b1f1a2", null, null, null), OTHER)).hasSize(100);
  }

  @Test
  void showsNothingOfTheOneToTheOtherByACursor() {
    String cursor = findDevices.page(ALL, SCOPE, PAGE, null).nextCursor();

    Page<Device> page = findDevices.page(ALL, OTHER, PAGE, cursor);

    assertThat(page.items()).isNotEmpty();
    assertThat(page.items()).allMatch(device -> inScope(OTHER, device.id(), device.location()));
    assertThat(findDevices.page(ALL, AccessScope.NOTHING, PAGE, cursor).items()).isEmpty();
  }

  @Test
  void findsTheDevicesThatAMovedPlaceHasLeftBehind() {
    assertThat(store.astray(new Location("b1", "b1f1", "b1f1a2", "b1f1a2r3"), PAGE)).isEmpty();
    assertThat(store.astray(new Location("b1", "b1f1", "b1f1a1", "b1f1a2r3"), PAGE))
        .hasSize(10)
        .allMatch(device -> device.location().roomId().equals("b1f1a2r3"));
    assertThat(store.astray(new Location("b2", "b1f1", "b1f1a2", "b1f1a2r3"), 4)).hasSize(4);
    // all devices of that area hang in its rooms, each of which is told of
    assertThat(store.astray(new Location("b2", "b2f1", "b1f1a2", null), PAGE)).isEmpty();
  }

  private static List<String> allPages(DeviceFilter filter, AccessScope scope) {
    List<String> ids = new ArrayList<>();
    String cursor = null;
    do {
      Page<Device> page = findDevices.page(filter, scope, PAGE, cursor);
      page.items().forEach(device -> ids.add(device.id()));
      cursor = page.nextCursor();
      assertThat(page.items()).hasSize(cursor == null ? page.items().size() : PAGE);
    } while (cursor != null);
    return ids;
  }

  private static List<String> expected(AccessScope scope, Predicate<Integer> also) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < DEVICES; i++) {
      if (inScope(scope, id(i), location(i)) && also.test(i)) {
        ids.add(id(i));
      }
    }
    return ids;
  }

  private static boolean inScope(AccessScope scope, String id, Location at) {
    return scope.contains(id, at.buildingId(), at.floorId(), at.areaId(), at.roomId());
  }

  private static String id(int i) {
    return "d%05d".formatted(i);
  }

  private static String category(int i) {
    return i % 7 == 0 ? "sgbj" : "ywbj";
  }

  private static Location location(int i) {
    String building = "b" + i % 5;
    String floor = building + "f" + i / 5 % 3;
    String area = floor + "a" + i / 15 % 4;
    return new Location(building, floor, area, area + "r" + i / 60 % 10);
  }

  private static Device device(Document document) {
    int i = Integer.parseInt(document.getString("_id").substring(1));
    return Device.register(id(i), "n", "ywbj", "SN" + i, location(i), "BC" + i, Instant.EPOCH);
  }
}
