package iot.smarthome.user.authorization.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.cdc.CdcChange;
import iot.smarthome.cdc.CdcEvent;
import iot.smarthome.cdc.CdcOperation;
import iot.smarthome.testing.EventContracts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;

class PolicyChangesTest {

  private static final Instant AT = Instant.parse("2026-11-24T10:15:30Z");

  private static CdcEvent event(CdcOperation operation) {
    BsonDocument document =
        operation == CdcOperation.DELETED
            ? null
            : new BsonDocument("_id", new BsonString("no-sirens-at-night"))
                .append("description", new BsonString("Nobody lets sirens sound at night."))
                .append("effect", new BsonString("FORBID"))
                .append("text", new BsonString("secret"))
                .append("enabled", BsonBoolean.TRUE)
                .append("version", new BsonInt64(3))
                .append("createdAt", new BsonDateTime(AT.toEpochMilli()))
                .append("updatedAt", new BsonDateTime(AT.toEpochMilli()));
    return new PolicyChanges()
        .map(new CdcChange(operation, new BsonString("no-sirens-at-night"), document, 4, false, AT))
        .orElseThrow();
  }

  @Test
  void keepsTheContractAndTellsNoText() {
    for (CdcOperation operation : CdcOperation.values()) {
      CdcEvent event = event(operation);
      String data = new String(event.data(), StandardCharsets.UTF_8);

      EventContracts.assertValid(event.type(), data);
      assertThat(event.topic()).isEqualTo("user.cdc.v1");
      assertThat(event.key()).isEqualTo("no-sirens-at-night");
      assertThat(data).doesNotContain("secret");
    }
    assertThat(new String(event(CdcOperation.UPDATED).data(), StandardCharsets.UTF_8))
        .contains("\"version\":3");
    assertThat(new String(event(CdcOperation.DELETED).data(), StandardCharsets.UTF_8))
        .contains("\"version\":4");
  }
}
