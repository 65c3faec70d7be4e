package iot.smarthome.building.structure.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.cdc.CdcChange;
import iot.smarthome.cdc.CdcEvent;
import iot.smarthome.cdc.CdcOperation;
import iot.smarthome.testing.EventContracts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceChangesTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");
  private final PlaceChanges changes = new PlaceChanges();

  private CdcEvent published(CdcOperation operation, Document document) {
    CdcEvent event =
        changes
            .map(
                new CdcChange(
                    operation, new BsonString("p1"), document.toBsonDocument(), 1, false, NOW))
            .orElseThrow();
    assertThat(event.topic()).isEqualTo("building.cdc.v1");
    assertThat(event.key()).isEqualTo("p1");
    EventContracts.assertValid(event.type(), new String(event.data(), StandardCharsets.UTF_8));
    return event;
  }

  private static Document place(String kind) {
    return new Document("_id", "p1")
        .append("kind", kind)
        .append("buildingId", "b1")
        .append("code", "101")
        .append("name", "Kitchen")
        .append("geo", new Document("latitude", 10.5).append("longitude", 106.7))
        .append("createdAt", Date.from(NOW))
        .append("updatedAt", Date.from(NOW))
        .append("version", 3L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"building", "floor", "area", "room"})
  void tellsEveryKindByItsContract(String kind) {
    Document place = place(kind.toUpperCase(java.util.Locale.ROOT));
    if (!kind.equals("building")) {
      place.append("parentId", "x").append("floorId", "f").append("areaId", "a");
    }
    assertThat(published(CdcOperation.CREATED, place).type())
        .isEqualTo("iot.smarthome." + kind + ".created");
    assertThat(published(CdcOperation.UPDATED, place).type())
        .isEqualTo("iot.smarthome." + kind + ".updated");
    Document removed =
        new Document("_id", "p1")
            .append("kind", place.get("kind"))
            .append("version", 4L)
            .append("removedAt", Date.from(NOW));
    assertThat(published(CdcOperation.UPDATED, removed).type())
        .isEqualTo("iot.smarthome." + kind + ".deleted");
  }

  @Test
  void tellsAPlaceWhosePositionWasStoredEmpty() {
    Document room =
        place("ROOM").append("parentId", "a").append("floorId", "f").append("areaId", "a");
    room.append("geo", new Document());
    assertThat(text(published(CdcOperation.UPDATED, room))).doesNotContain("geo");
  }

  @Test
  void tellsWhichPlanAFloorHasButNotThePlan() {
    Document floor =
        place("FLOOR").append("parentId", "b1").append("floorId", "p1").append("planVersion", 2L);
    assertThat(text(published(CdcOperation.UPDATED, floor))).doesNotContain("planVersion");
    floor.append("planId", "secret-id");
    assertThat(text(published(CdcOperation.UPDATED, floor)))
        .contains("\"planVersion\":2")
        .doesNotContain("secret-id");
  }

  private static String text(CdcEvent event) {
    return new String(event.data(), StandardCharsets.UTF_8);
  }

  @Test
  void saysNothingOfTheEndOfWhatIsLeft() {
    assertThat(
            changes.map(
                new CdcChange(CdcOperation.DELETED, new BsonString("p1"), null, 5, false, NOW)))
        .isEmpty();
  }
}
