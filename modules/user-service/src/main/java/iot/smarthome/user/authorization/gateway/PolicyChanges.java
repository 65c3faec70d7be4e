package iot.smarthome.user.authorization.gateway;

import iot.smarthome.cdc.CdcChange;
import iot.smarthome.cdc.CdcEvent;
import iot.smarthome.cdc.CdcMapping;
import iot.smarthome.cdc.CdcOperation;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bson.Document;

/** The public event of a changed policy, on {@code user.cdc.v1}. */
@SuppressWarnings("JavaUtilDate") // BSON's dates are Dates in the driver
public class PolicyChanges implements CdcMapping {

  static final String TOPIC = "user.cdc.v1";
  private static final String PREFIX = "iot.smarthome.policy.";

  @Override
  public Optional<CdcEvent> map(CdcChange change) {
    String id = change.idText();
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("op", change.operation().word())
            .add("id", id)
            .add("changedAt", change.changedAt().toString());
    if (change.operation() == CdcOperation.DELETED) {
      json.add("version", change.version()).add("state", JsonObject.NULL);
    } else {
      JsonObject state = state(change.asDocument().orElseThrow());
      json.add("version", state.getJsonNumber("version").longValueExact()).add("state", state);
    }
    return Optional.of(
        new CdcEvent(
            TOPIC,
            id,
            PREFIX + change.operation().word(),
            id,
            json.build().toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonObject state(Document policy) {
    return Json.createObjectBuilder()
        .add("id", policy.getString("_id"))
        .add("name", policy.getString("description"))
        .add("effect", policy.getString("effect"))
        .add("enabled", policy.getBoolean("enabled"))
        .add("version", ((Number) policy.get("version")).longValue())
        .add("createdAt", policy.getDate("createdAt").toInstant().toString())
        .add("updatedAt", policy.getDate("updatedAt").toInstant().toString())
        .build();
  }
}
