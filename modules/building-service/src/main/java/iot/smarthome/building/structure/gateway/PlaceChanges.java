package iot.smarthome.building.structure.gateway;

import iot.smarthome.cdc.CdcChange;
import iot.smarthome.cdc.CdcEvent;
import iot.smarthome.cdc.CdcMapping;
import iot.smarthome.cdc.CdcOperation;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bson.Document;

/** The public event of a changed place, on {@code building.cdc.v1}. */
@SuppressWarnings("JavaUtilDate") // BSON's dates are Dates in the driver
public class PlaceChanges implements CdcMapping {

  static final String TOPIC = "building.cdc.v1";
  private static final List<String> OPTIONAL =
      List.of("parentId", "floorId", "areaId", "address", "usage", "responsibleGroup");

  @Override
  public Optional<CdcEvent> map(CdcChange change) {
    Optional<Document> document = change.asDocument();
    if (document.isEmpty()) {
      return Optional
          .empty(); // the end of what is left of a removed place, which was told long ago
    }
    Document place = document.get();
    boolean removed = place.containsKey("removedAt");
    String word = removed ? CdcOperation.DELETED.word() : change.operation().word();
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("op", word)
            .add("id", change.idText())
            .add("version", ((Number) place.get("version")).longValue())
            .add("changedAt", change.changedAt().toString());
    if (removed) {
      json.add("state", JsonObject.NULL);
    } else {
      json.add("state", state(place));
    }
    return Optional.of(
        new CdcEvent(
            TOPIC,
            change.idText(),
            "iot.smarthome." + place.getString("kind").toLowerCase(Locale.ROOT) + "." + word,
            change.idText(),
            json.build().toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonObject state(Document place) {
    JsonObjectBuilder state =
        Json.createObjectBuilder()
            .add("id", place.getString("_id"))
            .add("kind", place.getString("kind"))
            .add("buildingId", place.getString("buildingId"))
            .add("code", place.getString("code"))
            .add("name", place.getString("name"))
            .add("createdAt", place.getDate("createdAt").toInstant().toString())
            .add("updatedAt", place.getDate("updatedAt").toInstant().toString())
            .add("version", ((Number) place.get("version")).longValue());
    for (String field : OPTIONAL) {
      String value = place.getString(field);
      if (value != null) {
        state.add(field, value);
      }
    }
    Number planVersion = (Number) place.get("planVersion");
    if (planVersion != null && place.getString("planId") != null) {
      state.add("planVersion", planVersion.longValue());
    }
    Document geo = place.get("geo", Document.class);
    // an earlier release stored an empty one where there was none
    if (geo != null && geo.getDouble("latitude") != null) {
      state.add(
          "geo",
          Json.createObjectBuilder()
              .add("latitude", geo.getDouble("latitude"))
              .add("longitude", geo.getDouble("longitude")));
    }
    return state.build();
  }
}
