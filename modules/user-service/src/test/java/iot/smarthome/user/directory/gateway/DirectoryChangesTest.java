package iot.smarthome.user.directory.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.cdc.CdcChange;
import iot.smarthome.cdc.CdcEvent;
import iot.smarthome.cdc.CdcMapping;
import iot.smarthome.cdc.CdcOperation;
import iot.smarthome.testing.EventContracts;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DirectoryChangesTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");
  private static final Date CREATED = Date.from(NOW.minusSeconds(60));
  private static final Date UPDATED = Date.from(NOW);

  private static CdcEvent published(CdcMapping mapping, CdcOperation operation, Document document) {
    CdcEvent event =
        mapping
            .map(
                new CdcChange(
                    operation,
                    new BsonString("x1"),
                    document == null ? null : document.toBsonDocument(),
                    7,
                    false,
                    NOW))
            .orElseThrow();
    assertThat(event.topic()).isEqualTo("user.cdc.v1");
    assertThat(event.key()).isEqualTo("x1");
    assertThat(event.subject()).isEqualTo("x1");
    EventContracts.assertValid(event.type(), text(event));
    return event;
  }

  private static String text(CdcEvent event) {
    return new String(event.data(), StandardCharsets.UTF_8);
  }

  private static JsonObject json(CdcEvent event) {
    return Json.createReader(new StringReader(text(event))).readObject();
  }

  private static Document user() {
    return new Document("_id", "x1")
        .append("subject", "s-1")
        .append("name", "Nguyễn Thị Mai")
        .append("language", "vi-VN")
        .append("roles", List.of("engineer"))
        .append("groups", List.of("east-engineers"))
        .append("email", "mai@example.com")
        .append("phone", "+84901234567")
        .append("channels", new Document("push", true).append("email", true).append("sms", false))
        .append("createdAt", CREATED)
        .append("updatedAt", UPDATED)
        .append("version", 3L);
  }

  private static Document group() {
    return new Document("_id", "x1")
        .append("name", "Engineers of the east wing")
        .append("createdAt", CREATED)
        .append("updatedAt", UPDATED)
        .append("version", 3L);
  }

  private static Document ownership() {
    return new Document("_id", "x1")
        .append("userId", "u1")
        .append("resourceType", "ROOM")
        .append("resourceId", "r1")
        .append("createdAt", CREATED)
        .append("version", 1L);
  }

  @ParameterizedTest
  @EnumSource(CdcOperation.class)
  void tellsUsersByTheirContract(CdcOperation operation) {
    boolean gone = operation == CdcOperation.DELETED;
    CdcEvent event = published(new UserChanges(), operation, gone ? null : user());
    assertThat(event.type()).isEqualTo("iot.smarthome.user." + operation.word());
    assertThat(json(event).getInt("version")).isEqualTo(gone ? 7 : 3);
  }

  @Test
  void keepsContactDataOutOfTheStream() {
    String told = text(published(new UserChanges(), CdcOperation.CREATED, user()));
    assertThat(told).contains("vi-VN", "east-engineers").doesNotContain("example.com", "+8490");
  }

  @ParameterizedTest
  @EnumSource(CdcOperation.class)
  void tellsGroupsByTheirContract(CdcOperation operation) {
    boolean gone = operation == CdcOperation.DELETED;
    CdcEvent event = published(new GroupChanges(), operation, gone ? null : group());
    assertThat(event.type()).isEqualTo("iot.smarthome.group." + operation.word());
  }

  @Test
  void tellsTheRemovalOfAGroupWhoseDocumentStays() {
    CdcEvent event =
        published(
            new GroupChanges(), CdcOperation.UPDATED, group().append("removedAt", Date.from(NOW)));
    assertThat(event.type()).isEqualTo("iot.smarthome.group.deleted");
    assertThat(json(event).getInt("version")).isEqualTo(3);
  }

  @Test
  void tellsAGroupMadeAgainAsCreated() {
    CdcEvent event =
        published(new GroupChanges(), CdcOperation.UPDATED, group().append("createdAt", UPDATED));
    assertThat(event.type()).isEqualTo("iot.smarthome.group.created");
    assertThat(json(event).getInt("version")).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(CdcOperation.class)
  void tellsOwnershipsByTheirContract(CdcOperation operation) {
    boolean gone = operation == CdcOperation.DELETED;
    CdcEvent event = published(new OwnershipChanges(), operation, gone ? null : ownership());
    assertThat(event.type()).isEqualTo("iot.smarthome.ownership." + operation.word());
    if (!gone) {
      JsonObject resource = json(event).getJsonObject("state").getJsonObject("resource");
      assertThat(resource.getString("type")).isEqualTo("ROOM");
      assertThat(resource.getString("id")).isEqualTo("r1");
    }
  }
}
