package iot.smarthome.user.directory.gateway;

import iot.smarthome.cdc.CdcChange;
import iot.smarthome.cdc.CdcEvent;
import iot.smarthome.cdc.CdcMapping;
import iot.smarthome.cdc.CdcOperation;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Optional;
import org.bson.Document;

/** The public event of an ownership that came or went. */
public class OwnershipChanges implements CdcMapping {

  private static final String WORD = "ownership";

  @Override
  public Optional<CdcEvent> map(CdcChange change) {
    if (change.operation() == CdcOperation.DELETED) {
      return Optional.of(
          ChangeEvents.of(WORD, change, CdcOperation.DELETED, change.version(), null));
    }
    Document ownership = change.asDocument().orElseThrow();
    long version = ChangeEvents.version(ownership);
    JsonObject state =
        Json.createObjectBuilder()
            .add("id", ownership.getString("_id"))
            .add("userId", ownership.getString("userId"))
            .add(
                "resource",
                Json.createObjectBuilder()
                    .add("type", ownership.getString("resourceType"))
                    .add("id", ownership.getString("resourceId")))
            .add("createdAt", ChangeEvents.time(ownership, "createdAt"))
            .add("version", version)
            .build();
    return Optional.of(ChangeEvents.of(WORD, change, change.operation(), version, state));
  }
}
