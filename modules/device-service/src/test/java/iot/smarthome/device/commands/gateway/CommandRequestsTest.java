package iot.smarthome.device.commands.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientSettings;
import iot.smarthome.cdc.CdcChange;
import iot.smarthome.cdc.CdcEvent;
import iot.smarthome.cdc.CdcOperation;
import iot.smarthome.testing.EventContracts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class CommandRequestsTest {

  private static final Instant AT = Instant.parse("2026-11-24T10:15:30Z");

  private final CommandRequests requests = new CommandRequests();

  private static Document given() {
    return new Document("_id", "c1")
        .append("deviceId", "d1")
        .append("code", "temp_set")
        .append("value", "21.5")
        .append("state", "PENDING")
        .append("requestedAt", Date.from(AT))
        .append("expiresAt", Date.from(AT.plusSeconds(30)))
        .append("version", 1L);
  }

  private Optional<CdcEvent> published(CdcOperation operation, Document document) {
    return requests.map(
        new CdcChange(
            operation,
            new BsonString("c1"),
            document == null
                ? null
                : document.toBsonDocument(
                    Document.class, MongoClientSettings.getDefaultCodecRegistry()),
            1,
            false,
            AT));
  }

  private static String data(CdcEvent event) {
    String json = new String(event.data(), StandardCharsets.UTF_8);
    EventContracts.assertValid(event.type(), json);
    return json;
  }

  @Test
  void publishesWhatWasGivenUnderTheKeyOfItsDevice() {
    CdcEvent event =
        published(CdcOperation.CREATED, given().append("unit", "Cel").append("subject", "resident"))
            .orElseThrow();

    assertThat(event.topic()).isEqualTo("device.command.v1");
    assertThat(event.key()).isEqualTo("d1");
    assertThat(event.subject()).isEqualTo("c1");
    assertThat(event.type()).isEqualTo("iot.smarthome.command.requested");
    assertThat(data(event))
        .contains(
            "\"value\":21.5",
            "\"unit\":\"Cel\"",
            "\"cause\":{\"kind\":\"USER\",\"subject\":\"resident\"}",
            "\"expiresAt\":\"2026-11-24T10:16:00Z\"");
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    assertThat(data(published(CdcOperation.CREATED, given()).orElseThrow()))
        .contains("\"cause\":{\"kind\":\"USER\"}")
        .doesNotContain("unit", "subject");
  }

  @Test
  void publishesNothingOfWhatBecomesOfItNorOfItsRemoval() {
    assertThat(published(CdcOperation.UPDATED, given().append("state", "SENT"))).isEmpty();
    assertThat(published(CdcOperation.UPDATED, given().append("state", "EXPIRED"))).isEmpty();
    assertThat(published(CdcOperation.DELETED, null)).isEmpty();
  }
}
