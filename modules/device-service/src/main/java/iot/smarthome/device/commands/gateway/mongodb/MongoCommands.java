package iot.smarthome.device.commands.gateway.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import iot.smarthome.device.commands.entity.Command;
import iot.smarthome.device.commands.gateway.Commands;
import iot.smarthome.mongodb.MappedDocuments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.nosql.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Commands in the collection {@code commands}. */
@ApplicationScoped
public class MongoCommands implements Commands {

  public static final String COLLECTION = "commands";

  private final Template template;
  private final MongoDatabase database;
  private final MappedDocuments mapping;

  /** For the container's proxy. */
  protected MongoCommands() {
    this(null, null, null);
  }

  @Inject
  public MongoCommands(Template template, MongoDatabase database, MappedDocuments mapping) {
    this.template = template;
    this.database = database;
    this.mapping = mapping;
  }

  private MongoCollection<Document> commands() {
    return database.getCollection(COLLECTION);
  }

  @Override
  public void insert(Command command) {
    commands().insertOne(mapping.toDocument(command));
  }

  @Override
  public Optional<Command> find(String id) {
    return template.find(Command.class, id);
  }

  @Override
  public boolean replace(Command command, long expectedVersion) {
    return commands()
            .replaceOne(
                and(eq("_id", command.id()), eq("version", expectedVersion)),
                mapping.toDocument(command))
            .getMatchedCount()
        == 1;
  }

  @Override
  public List<Command> page(String deviceId, String beforeId, int limit) {
    Bson ofDevice = eq("deviceId", deviceId);
    List<Command> found = new ArrayList<>();
    commands()
        .find(beforeId == null ? ofDevice : and(ofDevice, lt("_id", beforeId)))
        .sort(Sorts.descending("_id"))
        .limit(limit)
        .forEach(document -> found.add(mapping.toEntity(Command.class, COLLECTION, document)));
    return found;
  }
}
