package iot.smarthome.analyzer.hazard.gateway;

import iot.smarthome.analyzer.hazard.entity.Hazard;
import iot.smarthome.cdc.CdcChange;
import iot.smarthome.cdc.CdcEvent;
import iot.smarthome.cdc.CdcMapping;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/** The public event of a changed alert, on {@code alert.v1}; its type is the alert's state. */
public class AlertChanges implements CdcMapping {

  static final String TOPIC = "alert.v1";
  private static final String PREFIX = "iot.smarthome.alert.";

  @Override
  public Optional<CdcEvent> map(CdcChange change) {
    return change.asDocument().map(AlertChanges::event);
  }

  private static CdcEvent event(Document alert) {
    String id = alert.getString("_id");
    String state = alert.getString("state");
    String type =
        switch (state) {
          case "OPEN" -> "raised";
          case "ACKNOWLEDGED" -> "acknowledged";
          case "CLEARED" -> "cleared";
          default -> throw new IllegalArgumentException("Alert " + id + " is " + state);
        };
    return new CdcEvent(
        TOPIC, id, PREFIX + type, id, json(alert, id, state).getBytes(StandardCharsets.UTF_8));
  }

  private static String json(Document alert, String id, String state) {
    Document evidence = alert.get("evidence", Document.class);
    String hazard = alert.getString("hazard");
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("alertId", id)
            .add("version", ((Number) alert.get("version")).longValue())
            .add("deviceId", alert.getString("deviceId"))
            .add("hazard", hazard)
            .add("severity", Hazard.valueOf(hazard).severity().name())
            .add("state", state)
            .add("raisedAt", time(evidence.getDate("at")));
    if (alert.getDate("clearedAt") != null) {
      json.add("clearedAt", time(alert.getDate("clearedAt")));
    }
    if (alert.getString("buildingId") != null) {
      JsonObjectBuilder location =
          Json.createObjectBuilder()
              .add("buildingId", alert.getString("buildingId"))
              .add("floorId", alert.getString("floorId"))
              .add("areaId", alert.getString("areaId"));
      if (alert.getString("roomId") != null) {
        location.add("roomId", alert.getString("roomId"));
      }
      json.add("location", location);
    }
    return json.add(
            "evidence",
            Json.createObjectBuilder()
                .add("metric", evidence.getString("metric"))
                .add("value", evidence.getString("value"))
                .add("at", time(evidence.getDate("at"))))
        .build()
        .toString();
  }

  private static String time(Date stored) {
    return stored.toInstant().toString();
  }
}
