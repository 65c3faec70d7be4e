package iot.smarthome.building.structure.gateway.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import iot.smarthome.building.structure.control.FindPlaces;
import iot.smarthome.building.structure.entity.Description;
import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.entity.PlaceKind;
import iot.smarthome.embedded.mongodb.EmbeddedMongoDb;
import iot.smarthome.mongodb.MappedDocuments;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.scope.AccessScope;
import jakarta.nosql.Template;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of 3 buildings with 3 floors of 4 areas of 60 rooms each. */
class ScopedListIT {

  private static final int PAGE = 50;
  private static final Map<String, Place> ALL = new TreeMap<>();

  /** A floor, an area of another floor and a room of another building. */
  private static final AccessScope SCOPE =
      AccessScope.of(Set.of("b0f0", "b0f2a3", "b2f1a1r07", "b1-that-was-removed"), Set.of());

  private static EmbeddedMongoDb server;
  private static MongoClient client;
  private static FindPlaces findPlaces;

  @BeforeAll
  static void build(@TempDir Path folder) {
    server = EmbeddedMongoDb.start(folder, 0);
    client = MongoClients.create(server.connectionString());
    MongoDatabase database = client.getDatabase("building-service");
    var places = database.getCollection(MongoPlaces.COLLECTION);
    places.createIndexes(List.of(PlaceCollection.models()));
    for (int b = 0; b < 3; b++) {
      Place building = put(Place.building("b" + b, named("b" + b), Instant.EPOCH));
      for (int f = 0; f < 3; f++) {
        Place floor = put(child(building, "f" + f));
        for (int a = 0; a < 4; a++) {
          Place area = put(child(floor, "a" + a));
          for (int r = 0; r < 60; r++) {
            put(child(area, "r%02d".formatted(r)));
          }
        }
      }
    }
    List<Document> documents = new ArrayList<>();
    ALL.values().forEach(place -> documents.add(document(place)));
    documents.add(
        new Document("_id", "b1-that-was-removed")
            .append("kind", "ROOM")
            .append(MongoPlaces.REMOVED_AT, Date.from(Instant.now())));
    places.insertMany(documents);
    MappedDocuments mapping = mock(MappedDocuments.class);
    when(mapping.toEntity(eq(Place.class), any(), any()))
        .thenAnswer(call -> ALL.get(call.getArgument(2, Document.class).getString("_id")));
    Template template = mock(Template.class);
    when(template.find(eq(Place.class), any()))
        .thenAnswer(call -> Optional.ofNullable(ALL.get(call.getArgument(1, String.class))));
    findPlaces = new FindPlaces(new MongoPlaces(template, database, mapping));
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @Test
  void showsTheBuildingsInWhichSomethingIsToSee() {
    assertThat(allPages(cursor -> findPlaces.buildings(SCOPE, 1, cursor)))
        .containsExactly("b0", "b2");
    assertThat(findPlaces.buildings(AccessScope.NOTHING, 10, null).items()).isEmpty();
    assertThat(allPages(cursor -> findPlaces.buildings(AccessScope.EVERYTHING, 2, cursor)))
        .containsExactly("b0", "b1", "b2");
  }

  @Test
  void showsOfEachPlaceWhatLeadsToWhatIsInScope() {
    assertThat(children(PlaceKind.BUILDING, "b0")).containsExactly("b0f0", "b0f2");
    assertThat(children(PlaceKind.FLOOR, "b0f0")).hasSize(4);
    assertThat(children(PlaceKind.FLOOR, "b0f2")).containsExactly("b0f2a3");
    assertThat(children(PlaceKind.AREA, "b0f2a3")).hasSize(60);
    assertThat(children(PlaceKind.BUILDING, "b2")).containsExactly("b2f1");
    assertThat(children(PlaceKind.FLOOR, "b2f1")).containsExactly("b2f1a1");
    assertThat(children(PlaceKind.AREA, "b2f1a1")).containsExactly("b2f1a1r07");
  }

  @Test
  void knowsNoPlaceInWhichNothingIsToSee() {
    assertUnknown(() -> children(PlaceKind.BUILDING, "b1"));
    assertUnknown(() -> children(PlaceKind.FLOOR, "b0f1"));
    assertUnknown(() -> findPlaces.subtree("b1", SCOPE, PAGE, null));
  }

  @Test
  void readsASubtreePageByPageWithNothingOfOthers() {
    List<String> expected =
        ALL.keySet().stream()
            .filter(
                id ->
                    id.equals("b0f0")
                        || id.startsWith("b0f0a")
                        || id.equals("b0f2")
                        || id.startsWith("b0f2a3"))
            .toList();
    assertThat(expected).hasSize(1 + 4 + 240 + 1 + 1 + 60);

    assertThat(allPages(cursor -> findPlaces.subtree("b0", SCOPE, PAGE, cursor)))
        .isEqualTo(expected);
    assertThat(allPages(cursor -> findPlaces.subtree("b0f0", SCOPE, PAGE, cursor))).hasSize(244);
    assertThat(allPages(cursor -> findPlaces.subtree("b2", SCOPE, PAGE, cursor)))
        .containsExactly("b2f1", "b2f1a1", "b2f1a1r07");
    AccessScope building = AccessScope.of(Set.of("b1"), Set.of());
    assertThat(allPages(cursor -> findPlaces.subtree("b1", building, PAGE, cursor)))
        .hasSize(3 + 12 + 720);
  }

  @Test
  void readsNoMoreThanAPage() {
    long before = server.documentsRead();
    findPlaces.subtree("b0", SCOPE, PAGE, null);
    // the page twice at most (a floor is named and leads to itself), the scope, one more each
    assertThat(server.documentsRead() - before).isLessThan(2 * PAGE + 20);

    before = server.documentsRead();
    findPlaces.buildings(SCOPE, PAGE, null);
    assertThat(server.documentsRead() - before).isLessThan(10);
  }

  @Test
  void showsNothingOfTheOneToTheOtherByACursor() {
    String cursor = findPlaces.subtree("b0", SCOPE, PAGE, null).nextCursor();
    AccessScope other = AccessScope.of(Set.of("b0f2a1r59"), Set.of());

    assertThat(findPlaces.subtree("b0", other, PAGE, cursor).items())
        .extracting(Place::id)
        .containsExactly("b0f2", "b0f2a1", "b0f2a1r59");
  }

  private static List<String> children(PlaceKind kind, String id) {
    return allPages(cursor -> findPlaces.children(kind, id, SCOPE, PAGE, cursor));
  }

  private static List<String> allPages(Function<String, Page<Place>> pages) {
    List<String> ids = new ArrayList<>();
    String cursor = null;
    do {
      Page<Place> page = pages.apply(cursor);
      page.items().forEach(place -> ids.add(place.id()));
      cursor = page.nextCursor();
    } while (cursor != null);
    return ids;
  }

  private static void assertUnknown(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(404));
  }

  private static Place put(Place place) {
    ALL.put(place.id(), place);
    return place;
  }

  private static Place child(Place parent, String name) {
    return parent.child(parent.id() + name, named(name), Instant.EPOCH);
  }

  private static Description named(String name) {
    return new Description(name, name, null, null, null, null);
  }

  private static Document document(Place place) {
    Document document =
        new Document("_id", place.id())
            .append("kind", place.kind().name())
            .append("parentId", place.parentId())
            .append("code", place.description().code())
            .append("buildingId", place.buildingId())
            .append("floorId", place.floorId())
            .append("areaId", place.areaId())
            .append("roomId", place.roomId())
            .append("createdAt", Date.from(place.createdAt()));
    // as the mapping does
    document.values().removeIf(value -> value == null);
    return document;
  }
}
