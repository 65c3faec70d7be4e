package iot.smarthome.user.directory.gateway;

import iot.smarthome.cdc.CdcChange;
import iot.smarthome.cdc.CdcEvent;
import iot.smarthome.cdc.CdcMapping;
import iot.smarthome.cdc.CdcOperation;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Optional;
import org.bson.Document;

/** The public event of a changed group; a removed group's document stays, with the time of it. */
public class GroupChanges implements CdcMapping {

  private static final String WORD = "group";

  @Override
  public Optional<CdcEvent> map(CdcChange change) {
    Optional<Document> document = change.asDocument();
    if (document.isEmpty()) { // only somebody who tidies up by hand does so
      return Optional.of(
          ChangeEvents.of(WORD, change, CdcOperation.DELETED, change.version(), null));
    }
    Document group = document.get();
    long version = ChangeEvents.version(group);
    if (group.containsKey("removedAt")) {
      return Optional.of(ChangeEvents.of(WORD, change, CdcOperation.DELETED, version, null));
    }
    JsonObject state =
        Json.createObjectBuilder()
            .add("id", group.getString("_id"))
            .add("name", group.getString("name"))
            .add("createdAt", ChangeEvents.time(group, "createdAt"))
            .add("updatedAt", ChangeEvents.time(group, "updatedAt"))
            .add("version", version)
            .build();
    // a group under the code of a removed one is new, though its document is not
    boolean renewed = group.getDate("createdAt").equals(group.getDate("updatedAt"));
    CdcOperation operation = renewed ? CdcOperation.CREATED : change.operation();
    return Optional.of(ChangeEvents.of(WORD, change, operation, version, state));
  }
}
