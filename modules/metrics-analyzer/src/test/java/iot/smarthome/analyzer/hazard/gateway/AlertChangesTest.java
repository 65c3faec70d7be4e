package iot.smarthome.analyzer.hazard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.cdc.CdcChange;
import iot.smarthome.cdc.CdcEvent;
import iot.smarthome.cdc.CdcOperation;
import iot.smarthome.testing.EventContracts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class AlertChangesTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");

  private final AlertChanges changes = new AlertChanges();

  private static Document alert(String state) {
    return new Document("_id", "a1")
        .append("deviceId", "d1")
        .append("hazard", "SMOKE")
        .append("state", state)
        .append("open", true)
        .append(
            "evidence",
            new Document("metric", "smoke")
                .append("value", "alarm")
                .append("at", Date.from(NOW))
                .append("eventId", "e1"))
        .append("version", 1L);
  }

  private static CdcChange change(CdcOperation operation, Document document) {
    BsonDocument bson =
        document == null
            ? null
            : document.toBsonDocument(
                Document.class, com.mongodb.MongoClientSettings.getDefaultCodecRegistry());
    return new CdcChange(operation, new BsonString("a1"), bson, 1, false, NOW);
  }

  private String published(String word, Document document) {
    CdcEvent event = changes.map(change(CdcOperation.UPDATED, document)).orElseThrow();
    assertThat(event.topic()).isEqualTo("alert.v1");
    assertThat(event.key()).isEqualTo("a1");
    assertThat(event.type()).isEqualTo("iot.smarthome.alert." + word);
    String json = new String(event.data(), StandardCharsets.UTF_8);
    EventContracts.assertValid(event.type(), json);
    return json;
  }

  @Test
  void publishesAnOpenAlertAsRaised() {
    Document placed =
        alert("OPEN").append("buildingId", "b").append("floorId", "f").append("areaId", "a");
    assertThat(published("raised", placed))
        .contains(
            "\"severity\":\"CRITICAL\"",
            "\"raisedAt\":\"2026-11-24T10:15:30Z\"",
            "\"location\":{\"buildingId\":\"b\",\"floorId\":\"f\",\"areaId\":\"a\"}")
        .doesNotContain("eventId", "\"open\"", "clearedAt");
    assertThat(published("raised", placed.append("roomId", "r"))).contains("\"roomId\":\"r\"");
  }

  @Test
  void publishesAnAcknowledgement() {
    assertThat(published("acknowledged", alert("ACKNOWLEDGED"))).doesNotContain("location");
  }

  @Test
  void publishesTheEndOfAnAlert() {
    assertThat(published("cleared", alert("CLEARED").append("clearedAt", Date.from(NOW))))
        .contains("\"clearedAt\":\"2026-11-24T10:15:30Z\"");
  }

  @Test
  void publishesNoDeletionAndNoUnknownState() {
    assertThat(changes.map(change(CdcOperation.DELETED, null))).isEmpty();
    assertThatThrownBy(() -> changes.map(change(CdcOperation.UPDATED, alert("LOST"))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
