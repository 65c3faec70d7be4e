package iot.smarthome.user.directory.gateway;

import iot.smarthome.cdc.CdcChange;
import iot.smarthome.cdc.CdcEvent;
import iot.smarthome.cdc.CdcMapping;
import iot.smarthome.cdc.CdcOperation;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * The public event of a changed user. E-mail address and phone number stay here: a topic is read by
 * many, and nobody can take back what stands in it.
 */
public class UserChanges implements CdcMapping {

  private static final String WORD = "user";

  @Override
  public Optional<CdcEvent> map(CdcChange change) {
    if (change.operation() == CdcOperation.DELETED) {
      return Optional.of(
          ChangeEvents.of(WORD, change, CdcOperation.DELETED, change.version(), null));
    }
    Document user = change.asDocument().orElseThrow();
    long version = ChangeEvents.version(user);
    return Optional.of(
        ChangeEvents.of(WORD, change, change.operation(), version, state(user, version)));
  }

  private static JsonObject state(Document user, long version) {
    return Json.createObjectBuilder()
        .add("id", user.getString("_id"))
        .add("subject", user.getString("subject"))
        .add("name", user.getString("name"))
        .add("language", user.getString("language"))
        .add("roles", texts(user, "roles"))
        .add("groups", texts(user, "groups"))
        .add("createdAt", ChangeEvents.time(user, "createdAt"))
        .add("updatedAt", ChangeEvents.time(user, "updatedAt"))
        .add("version", version)
        .build();
  }

  private static JsonArray texts(Document user, String field) {
    return Json.createArrayBuilder(user.getList(field, String.class, List.of())).build();
  }
}
