package iot.smarthome.device.registration.gateway;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.configuration.CodecRegistries;
import org.junit.jupiter.api.Test;

class DeviceChangesTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");

  private final DeviceChanges changes = new DeviceChanges();

  private static Document shadow() {
    return new Document("_id", "d1")
        .append("name", "Smoke alarm kitchen")
        .append("category", "ywbj")
        .append("serial", "SN-0001")
        .append("lifeCycle", "SHADOW")
        .append("connectivity", "UNKNOWN")
        .append("connectivityAt", new Date(0))
        .append(
            "location",
            new Document("buildingId", "b1")
                .append("floorId", "f1")
                .append("areaId", "a1")
                .append("roomId", "c1"))
        .append("bindCode", "BC1")
        .append("registeredAt", Date.from(NOW))
        .append("updatedAt", Date.from(NOW))
        .append("submittedVersion", 1L)
        .append("version", 1L);
  }

  private String published(CdcOperation operation, Document document, long version) {
    BsonDocument bson =
        document == null
            ? null
            : document.toBsonDocument(
                Document.class,
                CodecRegistries.fromRegistries(
                    com.mongodb.MongoClientSettings.getDefaultCodecRegistry(),
                    CodecRegistries.fromCodecs(new DocumentCodec())));
    CdcEvent event =
        changes
            .map(new CdcChange(operation, new BsonString("d1"), bson, version, false, NOW))
            .orElseThrow();
    assertThat(event.topic()).isEqualTo("device.cdc.v1");
    assertThat(event.key()).isEqualTo("d1");
    assertThat(event.type()).isEqualTo("iot.smarthome.device." + operation.word());
    String json = new String(event.data(), StandardCharsets.UTF_8);
    EventContracts.assertValid(event.type(), json);
    return json;
  }

  @Test
  void publishesANewDeviceAsItsContractSays() {
    assertThat(published(CdcOperation.CREATED, shadow(), 1))
        .contains("\"lifeCycle\":\"SHADOW\"", "\"bindCode\":\"BC1\"", "\"roomId\":\"c1\"")
        .doesNotContain("submittedVersion", "connectivityAt", "rejection");
  }

  @Test
  void publishesADeviceOfAThirdPartyByItsProduct() {
    Document device = shadow().append("productId", "p1").append("pendingReason", "quota");
    device.remove("bindCode");
    assertThat(published(CdcOperation.CREATED, device, 1))
        .contains("\"tuya\":{\"productId\":\"p1\"}")
        .doesNotContain("bindCode", "quota");
  }

  @Test
  void publishesAnActiveDeviceUnderTuyasId() {
    Document active =
        shadow()
            .append("lifeCycle", "ACTIVATED")
            .append("tuyaDeviceId", "bf1")
            .append("productId", "p1")
            .append("activatedAt", Date.from(NOW))
            .append("version", 2L);
    assertThat(published(CdcOperation.UPDATED, active, 2))
        .contains("\"deviceId\":\"bf1\"", "\"productId\":\"p1\"", "\"version\":2");
  }

  @Test
  void publishesTheReasonOfARejection() {
    Document rejected =
        shadow()
            .append("lifeCycle", "REJECTED")
            .append(
                "rejection",
                new Document("code", "2010")
                    .append("message", "device not exist")
                    .append("explanation", "Check the code.")
                    .append("at", Date.from(NOW)));
    assertThat(published(CdcOperation.UPDATED, rejected, 2)).contains("\"code\":\"2010\"");
  }

  @Test
  void publishesADeletionWithoutState() {
    assertThat(published(CdcOperation.DELETED, null, 3))
        .contains("\"state\":null", "\"version\":3");
  }
}
