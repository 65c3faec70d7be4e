package iot.smarthome.building.structure.gateway.mongodb;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import iot.smarthome.building.structure.gateway.PlaceChanges;
import iot.smarthome.cdc.CdcRelays;
import iot.smarthome.mongodb.Indexes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** Readies the collection when the service starts: its indexes, and the relay of its changes. */
@ApplicationScoped
public class PlaceCollection {

  // longer than any relay is away
  private static final long KEPT_DAYS = 30;

  private final MongoDatabase database;
  private final Indexes indexes;
  private final CdcRelays relays;

  /** For the container's proxy. */
  protected PlaceCollection() {
    this(null, null, null);
  }

  @Inject
  public PlaceCollection(MongoDatabase database, Indexes indexes, CdcRelays relays) {
    this.database = database;
    this.indexes = indexes;
    this.relays = relays;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    MongoCollection<Document> places = database.getCollection(MongoPlaces.COLLECTION);
    indexes.ensure(places, models());
    relays.start(database, MongoPlaces.COLLECTION, "/building-service", new PlaceChanges());
  }

  /** What the collection's queries need. */
  public static IndexModel[] models() {
    return new IndexModel[] {
      new IndexModel(
          new Document("parentId", 1).append("code", 1),
          new IndexOptions()
              .unique(true)
              .partialFilterExpression(new Document("code", new Document("$exists", true)))
              .name("code")),
      new IndexModel(
          new Document(MongoPlaces.REMOVED_AT, 1),
          new IndexOptions().expireAfter(KEPT_DAYS, TimeUnit.DAYS).name("removed")),
      page("parentId"),
      page("buildingId"),
      page("floorId"),
      page("areaId")
    };
  }

  private static IndexModel page(String field) {
    return new IndexModel(new Document(field, 1).append("_id", 1), new IndexOptions().name(field));
  }
}
