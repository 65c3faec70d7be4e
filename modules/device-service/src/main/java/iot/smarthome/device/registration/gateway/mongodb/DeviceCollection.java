package iot.smarthome.device.registration.gateway.mongodb;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import iot.smarthome.cdc.CdcRelays;
import iot.smarthome.device.registration.gateway.DeviceChanges;
import iot.smarthome.mongodb.Indexes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.bson.Document;

/** Readies the collection when the service starts: its indexes, and the relay of its changes. */
@ApplicationScoped
public class DeviceCollection {

  private final MongoDatabase database;
  private final Indexes indexes;
  private final CdcRelays relays;

  /** For the container's proxy. */
  protected DeviceCollection() {
    this(null, null, null);
  }

  @Inject
  public DeviceCollection(MongoDatabase database, Indexes indexes, CdcRelays relays) {
    this.database = database;
    this.indexes = indexes;
    this.relays = relays;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    MongoCollection<Document> devices = database.getCollection(MongoDevices.COLLECTION);
    // the former index took two devices without a bind code for one and the same
    indexes.ensureInPlaceOf(devices, "bindCode", models());
    relays.start(database, MongoDevices.COLLECTION, "/device-service", new DeviceChanges());
  }

  static IndexModel[] models() {
    return new IndexModel[] {
      unique("serial"),
      new IndexModel(
          new Document("bindCode", 1),
          new IndexOptions()
              .unique(true)
              .partialFilterExpression(new Document("bindCode", new Document("$exists", true)))
              .name("bindCodeIfAny")),
      page("location.roomId"),
      page("location.areaId"),
      page("location.floorId"),
      page("location.buildingId"),
      page("lifeCycle"),
      page("category")
    };
  }

  private static IndexModel unique(String field) {
    return new IndexModel(new Document(field, 1), new IndexOptions().unique(true).name(field));
  }

  /** A list by this field is read in the order of ids. */
  private static IndexModel page(String field) {
    return new IndexModel(new Document(field, 1).append("_id", 1), new IndexOptions().name(field));
  }
}
