package iot.smarthome.device.commands.gateway.mongodb;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import iot.smarthome.cdc.CdcRelays;
import iot.smarthome.device.commands.gateway.CommandRequests;
import iot.smarthome.mongodb.Indexes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Readies the collection when the service starts: its indexes, and the relay that publishes what
 * was given. MongoDB removes old commands.
 */
@ApplicationScoped
public class CommandCollection {

  private final MongoDatabase database;
  private final Indexes indexes;
  private final CdcRelays relays;
  private final Duration keptFor;

  /** For the container's proxy. */
  protected CommandCollection() {
    this(null, null, null, null);
  }

  @Inject
  public CommandCollection(
      MongoDatabase database,
      Indexes indexes,
      CdcRelays relays,
      @ConfigProperty(name = "smarthome.commands.kept-for") Duration keptFor) {
    this.database = database;
    this.indexes = indexes;
    this.relays = relays;
    this.keptFor = keptFor;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    MongoCollection<Document> commands = database.getCollection(MongoCommands.COLLECTION);
    indexes.ensure(commands, models(keptFor));
    relays.start(database, MongoCommands.COLLECTION, "/device-service", new CommandRequests());
  }

  static IndexModel[] models(Duration keptFor) {
    return new IndexModel[] {
      new IndexModel(
          new Document("deviceId", 1).append("_id", -1), new IndexOptions().name("deviceId")),
      new IndexModel(
          new Document("requestedAt", 1),
          new IndexOptions().name("requestedAt").expireAfter(keptFor.toSeconds(), TimeUnit.SECONDS))
    };
  }
}
