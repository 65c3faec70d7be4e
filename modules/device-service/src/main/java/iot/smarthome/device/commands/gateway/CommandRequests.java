package iot.smarthome.device.commands.gateway;

import iot.smarthome.cdc.CdcChange;
import iot.smarthome.cdc.CdcEvent;
import iot.smarthome.cdc.CdcMapping;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bson.Document;

/**
 * The public event of a command that was given, on {@code device.command.v1}, keyed by its device.
 * What becomes of it later came as events itself, and is not told again.
 */
public class CommandRequests implements CdcMapping {

  static final String TOPIC = "device.command.v1";
  private static final String TYPE = "iot.smarthome.command.requested";

  @Override
  public Optional<CdcEvent> map(CdcChange change) {
    return change
        .asDocument()
        .filter(command -> "PENDING".equals(command.getString("state")))
        .map(CommandRequests::event);
  }

  private static CdcEvent event(Document command) {
    String id = command.getString("_id");
    String deviceId = command.getString("deviceId");
    JsonObjectBuilder cause = Json.createObjectBuilder().add("kind", "USER");
    if (command.getString("subject") != null) {
      cause.add("subject", command.getString("subject"));
    }
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("commandId", id)
            .add("deviceId", deviceId)
            .add("code", command.getString("code"))
            .add("value", value(command.getString("value")));
    if (command.getString("unit") != null) {
      json.add("unit", command.getString("unit"));
    }
    json.add("cause", cause)
        .add("requestedAt", command.getDate("requestedAt").toInstant().toString())
        .add("expiresAt", command.getDate("expiresAt").toInstant().toString());
    return new CdcEvent(
        TOPIC, deviceId, TYPE, id, json.build().toString().getBytes(StandardCharsets.UTF_8));
  }

  private static JsonValue value(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readValue();
    }
  }
}
