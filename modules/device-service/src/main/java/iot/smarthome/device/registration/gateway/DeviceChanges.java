package iot.smarthome.device.registration.gateway;

import iot.smarthome.cdc.CdcChange;
import iot.smarthome.cdc.CdcEvent;
import iot.smarthome.cdc.CdcMapping;
import iot.smarthome.cdc.CdcOperation;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/** The public event of a changed device, on {@code device.cdc.v1}. */
public class DeviceChanges implements CdcMapping {

  static final String TOPIC = "device.cdc.v1";
  private static final String PREFIX = "iot.smarthome.device.";

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

  private static JsonObject state(Document device) {
    JsonObjectBuilder state =
        Json.createObjectBuilder()
            .add("id", device.getString("_id"))
            .add("name", device.getString("name"))
            .add("category", device.getString("category"))
            .add("serial", device.getString("serial"))
            .add("lifeCycle", device.getString("lifeCycle"))
            .add("connectivity", device.getString("connectivity"));
    Document at = device.get("location", Document.class);
    JsonObjectBuilder location = Json.createObjectBuilder();
    text(location, "buildingId", at.getString("buildingId"));
    text(location, "floorId", at.getString("floorId"));
    text(location, "areaId", at.getString("areaId"));
    text(location, "roomId", at.getString("roomId"));
    JsonObjectBuilder tuya = Json.createObjectBuilder();
    text(tuya, "bindCode", device.getString("bindCode"));
    text(tuya, "deviceId", device.getString("tuyaDeviceId"));
    text(tuya, "productId", device.getString("productId"));
    state.add("location", location).add("tuya", tuya);
    Document rejection = device.get("rejection", Document.class);
    if (rejection != null) {
      JsonObjectBuilder reason = Json.createObjectBuilder();
      text(reason, "code", rejection.getString("code"));
      text(reason, "message", rejection.getString("message"));
      text(reason, "explanation", rejection.getString("explanation"));
      time(reason, "at", rejection.getDate("at"));
      state.add("rejection", reason);
    }
    time(state, "registeredAt", device.getDate("registeredAt"));
    time(state, "activatedAt", device.getDate("activatedAt"));
    time(state, "updatedAt", device.getDate("updatedAt"));
    return state.add("version", ((Number) device.get("version")).longValue()).build();
  }

  private static void text(JsonObjectBuilder json, String name, String value) {
    if (value != null) {
      json.add(name, value);
    }
  }

  private static void time(JsonObjectBuilder json, String name, Date value) {
    if (value != null) {
      json.add(name, value.toInstant().toString());
    }
  }
}
