package iot.smarthome.user.directory.gateway.mongodb;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import iot.smarthome.cdc.CdcRelays;
import iot.smarthome.mongodb.Indexes;
import iot.smarthome.user.directory.gateway.GroupChanges;
import iot.smarthome.user.directory.gateway.OwnershipChanges;
import iot.smarthome.user.directory.gateway.UserChanges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.bson.Document;

/** Readies the collections when the service starts: their indexes, and the relays of changes. */
@ApplicationScoped
public class DirectoryCollections {

  private static final String SOURCE = "/user-service";

  private final MongoDatabase database;
  private final Indexes indexes;
  private final CdcRelays relays;

  /** For the container's proxy. */
  protected DirectoryCollections() {
    this(null, null, null);
  }

  @Inject
  public DirectoryCollections(MongoDatabase database, Indexes indexes, CdcRelays relays) {
    this.database = database;
    this.indexes = indexes;
    this.relays = relays;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    ensureIndexes();
    relays.start(database, MongoUsers.COLLECTION, SOURCE, new UserChanges());
    relays.start(database, MongoGroups.COLLECTION, SOURCE, new GroupChanges());
    relays.start(database, MongoOwnerships.COLLECTION, SOURCE, new OwnershipChanges());
  }

  void ensureIndexes() {
    indexes.ensure(
        database.getCollection(MongoUsers.COLLECTION),
        unique("subject", new Document("subject", 1)),
        page("groups"),
        page("roles"));
    indexes.ensure(
        database.getCollection(MongoOwnerships.COLLECTION),
        unique(
            "owned-once",
            new Document("resourceId", 1).append("resourceType", 1).append("userId", 1)),
        page("userId"),
        page("resourceId"));
  }

  private static IndexModel unique(String name, Document keys) {
    return new IndexModel(keys, new IndexOptions().unique(true).name(name));
  }

  private static IndexModel page(String field) {
    return new IndexModel(new Document(field, 1).append("_id", 1), new IndexOptions().name(field));
  }
}
