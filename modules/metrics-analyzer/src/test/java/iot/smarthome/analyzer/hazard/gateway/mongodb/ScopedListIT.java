package iot.smarthome.analyzer.hazard.gateway.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import iot.smarthome.analyzer.hazard.control.FindAlerts;
import iot.smarthome.analyzer.hazard.entity.Alert;
import iot.smarthome.analyzer.hazard.entity.Evidence;
import iot.smarthome.analyzer.hazard.entity.Hazard;
import iot.smarthome.analyzer.hazard.entity.Location;
import iot.smarthome.analyzer.hazard.gateway.AlertFilter;
import iot.smarthome.embedded.mongodb.EmbeddedMongoDb;
import iot.smarthome.mongodb.Indexes;
import iot.smarthome.mongodb.MappedDocuments;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.scope.AccessScope;
import iot.smarthome.scope.AccessScope.LeftOut;
import jakarta.nosql.Template;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of 3,000 alerts of 120 rooms, cleared ones, raised in turn. */
class ScopedListIT {

  private static final int ALERTS = 3000;
  private static final int PAGE = 40;
  private static final AlertFilter ALL = new AlertFilter(null, null, null, null);

  private static final AccessScope SCOPE =
      AccessScope.of(Set.of("b1", "b0f2a3", "b0f0a1r1"), Set.of("device-0", "device-1"));

  private static final AccessScope OTHER = AccessScope.of(Set.of(), Set.of("device-40"));

  private static EmbeddedMongoDb server;
  private static MongoClient client;
  private static FindAlerts findAlerts;

  @BeforeAll
  static void raise(@TempDir Path folder) {
    server = EmbeddedMongoDb.start(folder, 0);
    client = MongoClients.create(server.connectionString());
    MongoDatabase database = client.getDatabase("metrics-analyzer");
    var alerts = database.getCollection("alerts");
    alerts.createIndexes(List.of(MongoAlerts.models()));
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < ALERTS; i++) {
      Location location = location(i);
      documents.add(
          new Document("_id", id(i))
              .append("deviceId", deviceId(i))
              .append("category", category(i))
              .append("hazard", "SMOKE")
              .append("state", "CLEARED")
              .append("open", false)
              .append("buildingId", location.buildingId())
              .append("floorId", location.floorId())
              .append("areaId", location.areaId())
              .append("roomId", location.roomId()));
    }
    alerts.insertMany(documents);
    MappedDocuments mapping = mock(MappedDocuments.class);
    when(mapping.toEntity(eq(Alert.class), any(), any()))
        .thenAnswer(call -> alert(call.getArgument(2, Document.class)));
    findAlerts =
        new FindAlerts(
            new MongoAlerts(mock(Template.class), database, mapping, mock(Indexes.class)));
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @Test
  void showsExactlyWhatIsInScopePageByPageTheNewestFirst() {
    List<String> expected = expected(SCOPE);
    assertThat(expected).hasSizeGreaterThan(500);

    assertThat(allPages(ALL, SCOPE)).isEqualTo(expected);
    assertThat(allPages(ALL, AccessScope.EVERYTHING)).hasSize(ALERTS);
  }

  @Test
  void readsNoMoreThanThePageAndOneAlertOfEachPlace() {
    int ranges = 4 * SCOPE.places().size() + SCOPE.ids().size();
    String cursor = null;
    do {
      long before = server.documentsRead();
      Page<Alert> page = findAlerts.page(ALL, SCOPE, PAGE, cursor);
      // device-1 is in b1 as well, so that each of its alerts is met twice
      assertThat(server.documentsRead() - before).isLessThanOrEqualTo(2 * (PAGE + 1) + ranges);
      cursor = page.nextCursor();
    } while (cursor != null);
  }

  @Test
  void leavesOutWhatAPolicyKeepsFromTheCaller() {
    AccessScope without =
        AccessScope.EVERYTHING.without(
            new LeftOut("rqbj", Set.of()),
            new LeftOut(null, Set.of("b1f0", "device-4", id(8))),
            new LeftOut("ywbj", Set.of("b2f2a3r1")));

    List<Integer> left =
        IntStream.range(0, ALERTS)
            .filter(i -> "ywbj".equals(category(i)))
            .filter(i -> !location(i).floorId().equals("b1f0"))
            .filter(i -> i % 120 != 4 && i != 8)
            .filter(i -> !location(i).roomId().equals("b2f2a3r1"))
            .boxed()
            .toList();
    List<String> shown = allPages(ALL, without);
    assertThat(shown).hasSize(left.size());
    assertThat(shown).allMatch(id -> left.contains(number(id)));
  }

  @Test
  void filtersWithinTheScope() {
    assertThat(allPages(new AlertFilter(null, null, "b2", null), SCOPE)).isEmpty();
    assertThat(allPages(new AlertFilter(null, null, null, "b0f2a3"), SCOPE))
        .isNotEmpty()
        .allMatch(id -> location(number(id)).areaId().equals("b0f2a3"));
  }

  @Test
  void showsNothingOfTheOneToTheOtherByACursor() {
    String cursor = findAlerts.page(ALL, SCOPE, PAGE, null).nextCursor();

    assertThat(findAlerts.page(ALL, OTHER, PAGE, cursor).items())
        .isNotEmpty()
        .allMatch(alert -> alert.deviceId().equals("device-40"));
    assertThat(findAlerts.page(ALL, AccessScope.NOTHING, PAGE, cursor).items()).isEmpty();
  }

  private static List<String> allPages(AlertFilter filter, AccessScope scope) {
    List<String> ids = new ArrayList<>();
    String cursor = null;
    do {
      Page<Alert> page = findAlerts.page(filter, scope, PAGE, cursor);
      page.items().forEach(alert -> ids.add(alert.id()));
      cursor = page.nextCursor();
      assertThat(page.items()).hasSize(cursor == null ? page.items().size() : PAGE);
    } while (cursor != null);
    return ids;
  }

  private static List<String> expected(AccessScope scope) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < ALERTS; i++) {
      Location at = location(i);
      if (scope.contains(deviceId(i), at.buildingId(), at.floorId(), at.areaId(), at.roomId())) {
        ids.add(id(i));
      }
    }
    Collections.reverse(ids);
    return ids;
  }

  private static String id(int i) {
    return "alert-%05d".formatted(i);
  }

  private static int number(String id) {
    return Integer.parseInt(id.substring("alert-".length()));
  }

  private static String deviceId(int i) {
    return "device-" + i % 120;
  }

  /** Of some it is not known. */
  private static String category(int i) {
    return switch (i % 3) {
      case 0 -> "ywbj";
      case 1 -> "rqbj";
      default -> null;
    };
  }

  private static Location location(int i) {
    String building = "b" + i % 5;
    String floor = building + "f" + i / 5 % 3;
    String area = floor + "a" + i / 15 % 4;
    return new Location(building, floor, area, area + "r" + i / 60 % 2);
  }

  private static Alert alert(Document document) {
    int i = number(document.getString("_id"));
    return Alert.raise(
        id(i),
        deviceId(i),
        category(i),
        Hazard.SMOKE,
        location(i),
        new Evidence("smoke", "alarm", Instant.EPOCH, "e" + i));
  }
}
