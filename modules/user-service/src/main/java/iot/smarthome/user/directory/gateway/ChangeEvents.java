package iot.smarthome.user.directory.gateway;

import iot.smarthome.cdc.CdcChange;
import iot.smarthome.cdc.CdcEvent;
import iot.smarthome.cdc.CdcOperation;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import org.bson.Document;

/** The form that all events on {@code user.cdc.v1} have. */
final class ChangeEvents {

  static final String TOPIC = "user.cdc.v1";

  private ChangeEvents() {}

  /**
   * @param word in the type, as {@code group}
   * @param state null for a deletion
   */
  static CdcEvent of(
      String word, CdcChange change, CdcOperation operation, long version, JsonObject state) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("op", operation.word())
            .add("id", change.idText())
            .add("version", version)
            .add("changedAt", change.changedAt().toString());
    if (state == null) {
      json.addNull("state");
    } else {
      json.add("state", state);
    }
    return new CdcEvent(
        TOPIC,
        change.idText(),
        "iot.smarthome." + word + "." + operation.word(),
        change.idText(),
        json.build().toString().getBytes(StandardCharsets.UTF_8));
  }

  static long version(Document document) {
    return ((Number) document.get("version")).longValue();
  }

  static String time(Document document, String field) {
    return document.getDate(field).toInstant().toString();
  }
}
